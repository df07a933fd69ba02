import { Button, TextInput } from '@mantine/core'
import { IconLock, IconMail } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readEmailAddress } from '#domain/email-address.ts'
import { api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Hint } from '../../design/Note.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { PasswordField } from '../../design/PasswordField.tsx'
import { SignInProblem } from '../../front-door/SignInProblem.tsx'
import { useWait } from '../../front-door/useWait.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { acceptStaffSession } from '../staff-session.ts'

/** E-mail and password; the second factor follows. What was typed stays after a failure. */
export function SignIn({ ended }: { ended: boolean }) {
  const { t } = useTranslation(['desk', 'problems', 'access'])
  const { busy, problem, submit } = useSubmit()
  const wait = useWait(problem)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const emailField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const readable = readEmailAddress(email) !== undefined

  useEffect(() => {
    if (problem?.code !== 'staff.sign-in-refused') return
    passwordField.current?.focus()
    passwordField.current?.select()
  }, [problem])

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!readable) emailField.current?.focus()
    else if (!password) passwordField.current?.focus()
    if (!readable || !password || wait.seconds > 0) return
    void import('./SecondStep.tsx')
    void import('../Desk.tsx')
    void submit(async () =>
      acceptStaffSession((await api('POST /api/provider/session', { body: { email, password } })).session),
    )
  }

  return (
    <>
      <div className="door-head">
        <PageTitle tab={t('signIn.page')}>{t('signIn.title')}</PageTitle>
        <p className="sub">{t('signIn.lead')}</p>
      </div>
      <form noValidate onSubmit={send}>
        {ended && !problem && <FormProblem title={t('problems:session.none')} />}
        {problem && <SignInProblem problem={problem} wait={wait} />}
        <TextInput
          ref={emailField}
          type="email"
          size="md"
          label={t('signIn.email')}
          leftSection={<IconMail size={18} stroke={1.7} aria-hidden="true" />}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          aria-required="true"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={tried && !readable && t('signIn.emailMissing')}
        />
        <PasswordField
          ref={passwordField}
          label={t('signIn.password')}
          leftSection={<IconLock size={18} stroke={1.7} aria-hidden="true" />}
          name="password"
          autoComplete="current-password"
          aria-required="true"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={tried && !password && t('access:signIn.passwordMissing')}
        />
        <Button type="submit" size="md" fullWidth loading={busy} aria-disabled={wait.seconds > 0}>
          {t('access:signIn.submit')}
        </Button>
        <Hint>{t('signIn.help')}</Hint>
      </form>
    </>
  )
}

import { Button, Checkbox } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { Hint } from '../design/Note.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { PasswordField } from '../design/PasswordField.tsx'
import { productName } from '../shell/brand.ts'
import { linkTo } from '../shell/path.ts'
import { acceptSession } from '../shell/session.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { addresses } from './addresses.ts'
import type { ExpiredAnswer } from './Door.tsx'
import { NumberField } from './NumberField.tsx'
import { SignInProblem } from './SignInProblem.tsx'
import { useNumber } from './useNumber.ts'
import { useWait } from './useWait.ts'

type Props = {
  /** An earlier session has just ended. */
  ended: boolean
  onExpired: (answer: ExpiredAnswer, number: string) => void
}

/** Number and password (guide figures 1 and 8). What was typed stays after a failure. */
export function SignIn({ ended, onExpired }: Props) {
  const { t } = useTranslation(['access', 'problems'])
  const { busy, problem, submit } = useSubmit()
  const wait = useWait(problem)
  const number = useNumber()
  const [password, setPassword] = useState('')
  const [remember, setRemember] = useState(false)
  const [tried, setTried] = useState(false)
  const passwordField = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (problem?.code !== 'sign-in.refused') return
    passwordField.current?.focus()
    passwordField.current?.select()
  }, [problem])

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!number.validate()) return
    if (!password) passwordField.current?.focus()
    if (!password || wait.seconds > 0) return
    fetchNextScreens()
    void submit(async () => {
      const answer = await api('POST /api/session', { body: { number: number.value, password, remember } })
      if (answer.result === 'expired') onExpired(answer, number.value)
      else acceptSession(answer.session)
    })
  }

  return (
    <>
      <div className="door-head">
        <PageTitle tab={t('signIn.page')}>{t('signIn.title', { name: productName })}</PageTitle>
        <p className="sub">{t('signIn.lead')}</p>
      </div>
      <form noValidate onSubmit={send}>
        {ended && !problem && <FormProblem title={t('problems:session.none')} />}
        {problem && <SignInProblem problem={problem} wait={wait} />}
        <NumberField number={number} />
        <PasswordField
          ref={passwordField}
          label={t('signIn.password')}
          leftSection={<IconLock size={18} stroke={1.7} aria-hidden="true" />}
          name="password"
          autoComplete="current-password"
          aria-required="true"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={tried && !password && t('signIn.passwordMissing')}
        />
        <div className="door-row">
          <Checkbox
            label={t('signIn.remember')}
            aria-describedby="public-computer"
            checked={remember}
            onChange={(event) => setRemember(event.currentTarget.checked)}
          />
          <a className="link" {...linkTo(addresses.resetRequest)}>
            {t('signIn.reset')}
          </a>
        </div>
        <Button type="submit" size="md" fullWidth loading={busy} aria-disabled={wait.seconds > 0}>
          {t('signIn.submit')}
        </Button>
        <Hint id="public-computer">{t('signIn.publicComputer')}</Hint>
      </form>
    </>
  )
}

/** Downloads what comes after the password while the server checks it. */
function fetchNextScreens(): void {
  void import('./FirstAccess.tsx')
  void import('../shell/Portal.tsx')
}

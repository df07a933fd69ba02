import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { CodeField } from '../design/CodeField.tsx'
import { DialogFoot } from '../design/Dialog.tsx'
import { FormProblem } from '../design/FormProblem.tsx'
import { PasswordField } from '../design/PasswordField.tsx'
import { KnownNumber } from '../front-door/KnownNumber.tsx'
import type { Session } from './session.ts'
import { useProblemText } from './useProblemText.ts'
import { useSubmit } from './useSubmit.ts'

type Props = { number: string; onSession: (session: Session) => Promise<void> }

/** The password, then the second factor if there is one; the number is known. */
export function SignInAgainForm({ number, onSession }: Props) {
  const { t } = useTranslation('shell')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [secret, setSecret] = useState('')
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [tried, setTried] = useState(false)

  async function givePassword(): Promise<void> {
    const answer = await api('POST /api/session', { body: { number, password: secret, remember: false } })
    if (answer.result === 'expired') return location.assign('/')
    if (answer.session.state !== 'second-factor') return onSession(answer.session)
    setStep('code')
    setSecret('')
    setTried(false)
  }

  async function giveCode(): Promise<void> {
    const body = { code: secret.replace(/\s/g, '') }
    await onSession((await api('POST /api/session/second-factor', { body })).session)
  }

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (secret) void submit(step === 'password' ? givePassword : giveCode)
  }

  const missing = tried && !secret && t('field.required')
  return (
    <form className="dialog-form" noValidate onSubmit={send}>
      {problem && <FormProblem title={say(problem)} />}
      <KnownNumber number={number} />
      {step === 'password' ? (
        <PasswordField
          key="password"
          data-autofocus
          label={t('again.password')}
          name="password"
          autoComplete="current-password"
          aria-required="true"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          error={missing}
        />
      ) : (
        <CodeField
          key="code"
          autoFocus
          label={t('again.code')}
          aria-required="true"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          error={missing}
        />
      )}
      <DialogFoot>
        <Button variant="default" size="md" onClick={() => location.assign('/')}>
          {t('again.leave')}
        </Button>
        <Button type="submit" size="md" loading={busy}>
          {t('again.signIn')}
        </Button>
      </DialogFoot>
    </form>
  )
}

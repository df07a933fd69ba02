import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeField } from '../design/CodeField.tsx'
import { DialogFoot } from '../design/Dialog.tsx'
import { FormProblem } from '../design/FormProblem.tsx'
import { PasswordField } from '../design/PasswordField.tsx'
import { KnownName } from '../front-door/KnownNumber.tsx'
import { useProblemText } from './useProblemText.ts'
import { useSubmit } from './useSubmit.ts'

type Props = {
  /** Whose password it is, for password managers. */
  name: string
  /** Where "leave" goes: the front door of this application. */
  door: string
  /** Resolves to true when the second factor must follow. */
  onPassword: (password: string) => Promise<boolean>
  onCode: (code: string) => Promise<void>
}

/** The password, then the second factor if there is one; who signs in is known. */
export function SignInAgainForm({ name, door, onPassword, onCode }: Props) {
  const { t } = useTranslation('shell')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [secret, setSecret] = useState('')
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [tried, setTried] = useState(false)

  async function givePassword(): Promise<void> {
    if (!(await onPassword(secret))) return
    setStep('code')
    setSecret('')
    setTried(false)
  }

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (secret) void submit(step === 'password' ? givePassword : () => onCode(secret.replace(/\s/g, '')))
  }

  const missing = tried && !secret && t('field.required')
  return (
    <form className="dialog-form" noValidate onSubmit={send}>
      {problem && <FormProblem title={say(problem)} />}
      <KnownName name={name} />
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
        <Button variant="default" size="md" onClick={() => location.assign(door)}>
          {t('again.leave')}
        </Button>
        <Button type="submit" size="md" loading={busy}>
          {t('again.signIn')}
        </Button>
      </DialogFoot>
    </form>
  )
}

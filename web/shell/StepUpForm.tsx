import { Button } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../design/Dialog.tsx'
import { FormProblem } from '../design/FormProblem.tsx'
import { PasswordField } from '../design/PasswordField.tsx'
import { stepUp } from './step-up.ts'
import { useProblemText } from './useProblemText.ts'
import { useSubmit } from './useSubmit.ts'

/** `who`: a hidden field that tells a password manager whose password this is. */
type Props = { who: ReactNode; onGive: (password: string) => Promise<void> }

/** The password once more before something delicate; what was under way then goes on by itself. */
export function StepUpForm({ who, onGive }: Props) {
  const { t } = useTranslation('shell')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!password) return
    void submit(async () => {
      await onGive(password)
      stepUp.settle(true)
    })
  }

  return (
    <Dialog title={t('stepUp.title')} lead={t('stepUp.text')} onClose={() => stepUp.settle(false)}>
      <form className="dialog-form" noValidate onSubmit={send}>
        {problem && <FormProblem title={say(problem)} />}
        {who}
        <PasswordField
          data-autofocus
          label={t('stepUp.password')}
          name="password"
          autoComplete="current-password"
          aria-required="true"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={tried && !password && t('field.required')}
        />
        <DialogFoot>
          <Button variant="default" size="md" onClick={() => stepUp.settle(false)}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t('stepUp.confirm')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

import { Button } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { PasswordField } from '../../design/PasswordField.tsx'
import { toastDone } from '../../design/toast.ts'
import { KnownName } from '../../front-door/KnownNumber.tsx'
import { NewPasswordFields } from '../../front-door/NewPasswordFields.tsx'
import { flawsOf, useNewPassword } from '../../front-door/useNewPassword.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { acceptStaffSession } from '../staff-session.ts'
import { useFullStaffSession } from '../useStaffSession.ts'

/** The present password and the new one twice; every other sign-in ends. */
export function PasswordDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['desk', 'access', 'shell', 'user'])
  const say = useProblemText()
  const { staff, passwordMinimum } = useFullStaffSession()
  const { busy, problem, submit } = useSubmit()
  const [old, setOld] = useState('')
  const [tried, setTried] = useState(false)
  const oldField = useRef<HTMLInputElement>(null)
  const value = useNewPassword({ old, number: '', minimum: passwordMinimum })
  const wrong = problem?.code === 'password.wrong'

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    const ready = value.validate()
    if (!old) oldField.current?.focus()
    if (!old || !ready) return
    void submit(async () => {
      const body = { oldPassword: old, newPassword: value.password }
      acceptStaffSession((await api('POST /api/provider/me/password', { body })).session)
      toastDone(t('account.passwordDone'))
      onDone()
      onClose()
    })
  }

  return (
    <Dialog title={t('account.password')} lead={t('account.passwordText')} {...(busy ? {} : { onClose })}>
      <form className="dialog-form" noValidate onSubmit={send}>
        {problem && !wrong && <FormProblem title={say(problem)} />}
        <KnownName name={staff.email} />
        <PasswordField
          ref={oldField}
          data-autofocus
          label={t('user:password.current')}
          name="current-password"
          autoComplete="current-password"
          aria-required="true"
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
          error={(tried && !old && t('user:password.currentMissing')) || (wrong && t('user:password.currentWrong'))}
        />
        <NewPasswordFields value={value} flaws={flawsOf(problem)} />
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t('account.change')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

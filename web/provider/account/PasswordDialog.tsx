import { Button } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { ChangePasswordFields } from '../../front-door/ChangePasswordFields.tsx'
import { KnownName } from '../../front-door/KnownNumber.tsx'
import { useChangePassword } from '../../front-door/useChangePassword.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { acceptStaffSession } from '../staff-session.ts'
import { useFullStaffSession } from '../useStaffSession.ts'

/** The present password and the new one twice; every other sign-in ends. */
export function PasswordDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['desk', 'access', 'shell', 'user'])
  const say = useProblemText()
  const { staff, passwordMinimum } = useFullStaffSession()
  const submitting = useSubmit()
  const { busy, problem } = submitting
  const changing = useChangePassword({
    number: '',
    minimum: passwordMinimum,
    submitting,
    save: async (body) => {
      acceptStaffSession((await api('POST /api/provider/me/password', { body })).session)
      toastDone(t('account.passwordDone'))
      onDone()
      onClose()
    },
  })

  function send(event: FormEvent): void {
    event.preventDefault()
    changing.send()
  }

  return (
    <Dialog title={t('account.password')} lead={t('account.passwordText')} {...(busy ? {} : { onClose })}>
      <form className="dialog-form" noValidate onSubmit={send}>
        {problem && !changing.oldWrong && <FormProblem title={say(problem)} />}
        <KnownName name={staff.email} />
        <ChangePasswordFields
          changing={changing}
          autoFocus
          name="current-password"
          label={t('user:password.current')}
          missing={t('user:password.currentMissing')}
          wrong={t('user:password.currentWrong')}
        />
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

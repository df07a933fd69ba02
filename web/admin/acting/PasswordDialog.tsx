import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../../design/toast.ts'
import type { Line } from '../../pbx/line.ts'
import { showDay } from '../../pbx/show-time.ts'
import { FormDialog } from './FormDialog.tsx'
import type { Grant } from './grant.ts'
import { PasswordFields } from './PasswordFields.tsx'
import { PasswordShown } from './PasswordShown.tsx'
import { useGrant } from './useGrant.ts'
import { type GivenPassword, usePasswordForm } from './usePasswordForm.ts'

type Props = { line: Line; grant: Grant; onClose: () => void }

/** “Password temporanea…” of the list: the form of the configuration page, in a dialog. */
export function PasswordDialog({ line, grant: granted, onClose }: Props) {
  const { t } = useTranslation('directory')
  const [shown, setShown] = useState<GivenPassword>()
  const grant = useGrant(line.id, granted.endsAt)
  const form = usePasswordForm({ lineId: line.id, grant, onGiven })

  function onGiven(given: GivenPassword): void {
    if (given.temporaryPassword !== null) {
      setShown(given)
      return
    }
    toastDone(t('shown.sent', { email: given.sentTo, date: showDay(given.expiresAt) }))
    onClose()
  }

  if (shown) return <PasswordShown line={line} given={shown} onClose={onClose} />
  return (
    <FormDialog
      title={t('password.field')}
      line={line}
      grant={grant}
      busy={form.busy}
      onConfirm={form.confirm}
      onClose={onClose}
    >
      {(configuration) => <PasswordFields form={form} configuration={configuration} />}
    </FormDialog>
  )
}

import { useTranslation } from 'react-i18next'
import type { Line } from '../../pbx/line.ts'
import { EmailFields } from './EmailFields.tsx'
import { FormDialog } from './FormDialog.tsx'
import type { Grant } from './grant.ts'
import { useEmailForm } from './useEmailForm.ts'
import { useGrant } from './useGrant.ts'

type Props = { line: Line; grant: Grant; onClose: () => void }

/** “Inserisci e-mail…” of the list: the form of the configuration page, in a dialog. */
export function EmailDialog({ line, grant: granted, onClose }: Props) {
  const { t } = useTranslation('directory')
  const grant = useGrant(line.id, granted.endsAt)
  const form = useEmailForm({ lineId: line.id, grant, onEntered: onClose })
  return (
    <FormDialog
      title={t('email.dialog')}
      line={line}
      grant={grant}
      busy={form.busy}
      onConfirm={form.confirm}
      onClose={onClose}
    >
      {() => <EmailFields form={form} name={line.name} />}
    </FormDialog>
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import './ConflictDialog.css'
import { useCallsHere } from './useCalls.ts'
import { useFieldWords } from './useFieldWords.ts'

/** Two people at once: both values side by side, never one in silence (DESIGN.md 5). */
export default function ConflictDialog() {
  const { t } = useTranslation('call-handling')
  const { conflict, draft, busy, keepTheirs, takeMine, closeConflict } = useCallsHere()
  const words = useFieldWords()
  if (!conflict) return null
  const { who, fields, theirs } = conflict
  return (
    <Dialog
      title={t('conflict.title')}
      lead={who === null ? t('conflict.leadNobody') : t('conflict.lead', { who })}
      onClose={closeConflict}
      size={560}
    >
      <table className="conflict">
        <thead>
          <tr>
            <th scope="col">{t('conflict.setting')}</th>
            <th scope="col">{t('conflict.theirs')}</th>
            <th scope="col">{t('conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{words.name(field)}</th>
              <td>{words.value(field, theirs.settings)}</td>
              <td>{words.value(field, draft)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <DialogFoot>
        <Button variant="default" size="md" disabled={busy} onClick={keepTheirs}>
          {t('conflict.keep')}
        </Button>
        <Button size="md" loading={busy} onClick={() => void takeMine()}>
          {t('conflict.use')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

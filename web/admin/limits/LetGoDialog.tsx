import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { toastDone } from '../../design/toast.ts'
import { isReason, ReasonField } from '../../pbx/limits/ReasonField.tsx'
import { queries } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { LimitDialog } from './LimitDialog.tsx'
import { limitsKey, type OfLine } from './LimitsPage.tsx'

/** "Riattiva": today anew for a line, or for the company, with a reason that the log keeps. */
export default function LetGoDialog({ line, onClose }: { line: OfLine | null; onClose: () => void }) {
  const { t } = useTranslation('call-limits')
  const { busy, problem, submit } = useSubmit()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = !isReason(reason)
  const name = line?.name ?? t('letGo.company')

  function send(): void {
    setTried(true)
    if (missing) return
    void submit(async () => {
      const body = { ...(line ? { lineId: line.id } : {}), reason: reason.trim() }
      await delicate(() => api('POST /api/call-handling/limits/let-go-on', { body }))
      await queries.invalidateQueries({ queryKey: [limitsKey] })
      toastDone(t('letGo.done', { name }))
      onClose()
    })
  }
  return (
    <LimitDialog
      title={t('letGo.title', { name })}
      lead={t('letGo.text')}
      verb={t('letGo.verb')}
      {...{ busy, problem, onClose }}
      onSend={send}
    >
      <ReasonField
        first
        label={t('letGo.reason')}
        hint={t('letGo.reasonHint')}
        value={reason}
        onChange={setReason}
        wanted={tried && missing}
      />
    </LimitDialog>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { toastDone } from '../../design/toast.ts'
import { isTooHigh } from '../../pbx/limits/FieldGrid.tsx'
import { toFields, toLimits } from '../../pbx/limits/fields.ts'
import { LimitFields } from '../../pbx/limits/LimitFields.tsx'
import { queries } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { LimitDialog } from './LimitDialog.tsx'
import { type Limits, limitsKey } from './LimitsPage.tsx'

/** The company's limits, below the provider's ceiling; only what was changed is sent. */
export default function LimitsForm({ state, onClose }: { state: Limits; onClose: () => void }) {
  const { t } = useTranslation('call-limits')
  const { busy, problem, submit } = useSubmit()
  const [before] = useState(() => toFields(state.limits))
  const [fields, setFields] = useState(before)
  const most = toFields(state.ceiling)

  function send(): void {
    const changed = Object.keys(fields).filter((path) => fields[path] !== before[path])
    if (changed.some((path) => isTooHigh(path, fields, most))) return
    const body = toLimits(
      Object.fromEntries(changed.map((path) => [path, fields[path] ?? most[path] ?? null])),
      () => null,
    )
    void submit(async () => {
      if (changed.length > 0) await delicate(() => api('POST /api/call-handling/limits', { body }))
      await queries.invalidateQueries({ queryKey: [limitsKey] })
      toastDone(t('form.saved'))
      onClose()
    })
  }
  return (
    <LimitDialog
      title={t('form.title')}
      lead={t('form.lead')}
      verb={t('form.save')}
      size={560}
      {...{ busy, problem, onClose }}
      onSend={send}
    >
      <LimitFields
        fields={fields}
        onChange={(path, value) => setFields((old) => ({ ...old, [path]: value }))}
        instead={most}
        most={most}
        priced={Object.keys(state.tariff).length > 0}
        disabled={busy}
      />
    </LimitDialog>
  )
}

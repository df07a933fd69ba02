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
import { LineChoice } from '../audit-log/LineChoice.tsx'
import { LimitDialog } from './LimitDialog.tsx'
import { type Limits, limitsKey, type OfLine } from './LimitsPage.tsx'

type Props = { state: Limits; line: OfLine | null; onClose: () => void }

/** What is different for one line; an empty box is as for everybody. */
export default function LineForm({ state, line, onClose }: Props) {
  const { t } = useTranslation('call-limits')
  const { busy, problem, submit } = useSubmit()
  const [lineId, setLineId] = useState(line?.id ?? null)
  const [tried, setTried] = useState(false)
  const own = (id: string | null) => toFields(state.exceptions.find((one) => one.line.id === id)?.limits ?? {})
  const [fields, setFields] = useState(() => own(lineId))
  const most = toFields(state.ceiling)

  function choose(id: string | null): void {
    setLineId(id)
    setFields(own(id))
  }
  function send(): void {
    setTried(true)
    if (!lineId || Object.keys(fields).some((path) => isTooHigh(path, fields, most))) return
    void submit(async () => {
      const sent = { params: { lineId }, body: toLimits(fields) as never }
      await delicate(() => api('POST /api/call-handling/limits/lines/:lineId', sent))
      await queries.invalidateQueries({ queryKey: [limitsKey] })
      toastDone(t('form.saved'))
      onClose()
    })
  }
  return (
    <LimitDialog
      title={line ? t('lines.editOf', { name: line.name }) : t('form.lineTitle')}
      lead={t('form.lineLead')}
      verb={t('form.save')}
      size={560}
      {...{ busy, problem, onClose }}
      onSend={send}
    >
      {!line && (
        <div>
          <LineChoice label={t('form.line')} anybody={t('form.anyLine')} value={lineId} onChange={choose} />
          {tried && !lineId && (
            <p className="list-warn" role="alert">
              {t('form.lineMissing')}
            </p>
          )}
        </div>
      )}
      <LimitFields
        ofLine
        fields={fields}
        onChange={(path, value) => setFields((old) => ({ ...old, [path]: value }))}
        instead={toFields(state.limits)}
        most={most}
        priced={Object.keys(state.tariff).length > 0}
        disabled={busy}
      />
    </LimitDialog>
  )
}

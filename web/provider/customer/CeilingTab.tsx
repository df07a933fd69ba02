import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { staffMay } from '#domain/access/staff-session.ts'
import { meteredClasses } from '#domain/call-limits/limits.ts'
import { type Answer, api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone } from '../../design/toast.ts'
import { showSpent } from '../../pbx/limits/euro.ts'
import { FieldGrid } from '../../pbx/limits/FieldGrid.tsx'
import { priceFields, toFields, toLimits, toTariff } from '../../pbx/limits/fields.ts'
import { LimitFields } from '../../pbx/limits/LimitFields.tsx'
import { isReason, ReasonField } from '../../pbx/limits/ReasonField.tsx'
import { queries, useApi } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import type { Customer, CustomerPartProps } from '../registry.ts'
import { useStaff } from '../useStaffSession.ts'

const ceilingKey = 'GET /api/provider/customers/:companyId/ceiling'
type Ceiling = Answer<typeof ceilingKey>

/** "Tetto del traffico": what the customer may call outside at most, whatever its administrator says, and the price list. */
export default function CeilingTab({ customer }: CustomerPartProps) {
  const { t } = useTranslation('call-limits')
  const { data, error, refetch } = useApi(ceilingKey, { params: { companyId: customer.id } })
  if (error && !data) return <LoadError title={t('ceiling.error')} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} height={48} />
  return (
    <div className="desk-contract">
      <p>{t('ceiling.lead')}</p>
      <Used ceiling={data} />
      <CeilingForm key={JSON.stringify([data.decided, data.tariff])} customer={customer} ceiling={data} />
    </div>
  )
}

function Used({ ceiling: { today, spent } }: { ceiling: Ceiling }) {
  const { t } = useTranslation('call-limits')
  return (
    <section aria-labelledby="ceiling-used">
      <h2 id="ceiling-used" className="limits-sub">
        {t('ceiling.used')}
      </h2>
      {today.length === 0 && <p className="sub">{t('ceiling.noCalls')}</p>}
      <ul className="limits-rows" aria-labelledby="ceiling-used">
        {today.map((row) => (
          <li key={row.class}>
            <div>
              <b>{t(`class.${row.class}`)}</b>
            </div>
            <span className="nums">{t('ceiling.usedClass', { calls: row.calls, minutes: row.minutes })}</span>
          </li>
        ))}
        {(['day', 'month'] as const).map((span) => (
          <li key={span}>
            <div>
              <b>{t(`today.${span}`)}</b>
            </div>
            <span className="nums">{showSpent(spent[span])}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function CeilingForm({ customer, ceiling }: { customer: Customer; ceiling: Ceiling }) {
  const { t } = useTranslation('call-limits')
  const say = useProblemText()
  const { role } = useStaff()
  const { busy, problem, submit } = useSubmit()
  const before = { fields: toFields(ceiling.decided), prices: priceFields(ceiling.tariff) }
  const [fields, setFields] = useState(before.fields)
  const [prices, setPrices] = useState(before.prices)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const mayChange = staffMay(role, ['activation']) && customer.state !== 'closed'
  const decided = toLimits(fields)
  const tariff = toTariff(prices)
  const changed =
    JSON.stringify([decided, tariff]) !== JSON.stringify([toLimits(before.fields), toTariff(before.prices)])
  const missing = !isReason(reason)

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (missing) return
    void submit(async () => {
      const sent = { params: { companyId: customer.id }, body: { decided, tariff, reason: reason.trim() } }
      await delicate(() => api('POST /api/provider/customers/:companyId/ceiling', sent as never))
      await queries.invalidateQueries({ queryKey: [ceilingKey] })
      toastDone(t('ceiling.saved'))
    })
  }

  return (
    <form noValidate onSubmit={send}>
      <UnsavedGuard when={changed && !busy} />
      {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
      <LimitFields
        fields={fields}
        onChange={(path, value) => setFields((old) => ({ ...old, [path]: value }))}
        instead={toFields(ceiling.standard)}
        priced={Object.keys(tariff).length > 0}
        disabled={!mayChange || busy}
      />
      <FieldGrid
        title={t('ceiling.prices')}
        text={t('ceiling.pricesText')}
        rowTitle={t('form.destination')}
        rows={meteredClasses.map((key) => ({ key, name: t(`class.${key}`) }))}
        columns={(['setUp', 'minute'] as const).map((key) => ({ key, name: t(`ceiling.${key}`) }))}
        pathOf={(row, column) => `${row}.${column}`}
        fields={prices}
        onChange={(path, value) => setPrices((old) => ({ ...old, [path]: value }))}
        decimals={3}
        disabled={!mayChange || busy}
      />
      {mayChange && (
        <>
          <ReasonField
            label={t('ceiling.reason')}
            hint={t('ceiling.reasonHint')}
            value={reason}
            onChange={setReason}
            wanted={tried && missing}
          />
          <Button type="submit" size="md" loading={busy} disabled={!changed}>
            {t('ceiling.save')}
          </Button>
        </>
      )}
    </form>
  )
}

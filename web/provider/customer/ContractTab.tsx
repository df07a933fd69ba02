import { Button, Checkbox, NumberInput, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { staffMay } from '#domain/access/staff-session.ts'
import { languages as spoken } from '#translations/index.ts'
import { api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { languageNames } from '../../front-door/LanguageSwitch.tsx'
import { queries } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { delicate } from '../../shell/step-up.ts'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { type CustomerPartProps, customerKey } from '../registry.ts'
import { useStaff } from '../useStaffSession.ts'
import '@mantine/core/styles/NumberInput.layer.css'

/** What the contract says of the customer; each setting takes effect at once (issue 4). */
export default function ContractTab({ customer }: CustomerPartProps) {
  const { t } = useTranslation(['desk', 'shell'])
  const say = useProblemText()
  const { role } = useStaff()
  const { busy, problem, submit } = useSubmit()
  const before = { ...customer.contract, contractNumber: customer.contractNumber ?? '' }
  const [wanted, setWanted] = useState(before)
  const mayChange = staffMay(role, ['activation']) && customer.state !== 'closed'
  const days = wanted.callRetentionDays
  const wrongDays = !Number.isInteger(days) || days < 1 || days > 90
  const changed = JSON.stringify(wanted) !== JSON.stringify(before)

  function send(event: FormEvent): void {
    event.preventDefault()
    if (wrongDays || wanted.languages.length === 0) return
    void submit(async () => {
      await delicate(() =>
        api('PATCH /api/provider/customers/:companyId/contract', { params: { companyId: customer.id }, body: wanted }),
      )
      await queries.invalidateQueries({ queryKey: [customerKey] })
      toastDone(t('contract.done'))
    })
  }

  return (
    <form className="desk-contract" noValidate onSubmit={send}>
      <UnsavedGuard when={changed && !busy} />
      {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
      <dl className="desk-person">
        <dt className="vh">{t('contract.contact')}</dt>
        <dd>
          <b>{t('contract.contact')}</b>
        </dd>
        <dd>
          <bdi>{customer.contactEmail ?? t('contract.noEmail')}</bdi> ·{' '}
          <span className="nums">
            {customer.contactMobile ? showNumber(customer.contactMobile) : t('contract.noMobile')}
          </span>
        </dd>
      </dl>
      <TextInput
        label={t('contract.number')}
        maxLength={40}
        autoComplete="off"
        disabled={!mayChange}
        value={wanted.contractNumber}
        onChange={(event) => setWanted({ ...wanted, contractNumber: event.currentTarget.value })}
      />
      <Switch
        label={t('contract.expiry')}
        description={t('contract.expiryText')}
        disabled={!mayChange}
        checked={wanted.passwordExpiry}
        onChange={(event) => setWanted({ ...wanted, passwordExpiry: event.currentTarget.checked })}
      />
      <Switch
        label={t('contract.mfa')}
        description={t('contract.mfaText')}
        disabled={!mayChange}
        checked={wanted.mfaRequired}
        onChange={(event) => setWanted({ ...wanted, mfaRequired: event.currentTarget.checked })}
      />
      <NumberInput
        label={t('contract.retention')}
        description={t('contract.retentionText')}
        min={1}
        max={90}
        allowDecimal={false}
        hideControls
        disabled={!mayChange}
        value={Number.isNaN(days) ? '' : days}
        onChange={(value) => setWanted({ ...wanted, callRetentionDays: value === '' ? Number.NaN : Number(value) })}
        error={wrongDays && t('contract.retentionWrong')}
      />
      <Checkbox.Group
        label={t('contract.languages')}
        description={t('contract.languagesText')}
        value={wanted.languages}
        onChange={(value) => setWanted({ ...wanted, languages: spoken.filter((one) => value.includes(one)) })}
        error={wanted.languages.length === 0 && t('contract.languagesMissing')}
      >
        {spoken.map((one) => (
          <Checkbox key={one} mt={8} value={one} label={languageNames[one]} lang={one} disabled={!mayChange} />
        ))}
      </Checkbox.Group>
      {mayChange && (
        <div>
          <Button type="submit" size="md" loading={busy} disabled={!changed}>
            {t('contract.save')}
          </Button>
        </div>
      )}
    </form>
  )
}

import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { draftLimits } from '#domain/provider/draft-limits.ts'
import { Choice } from '../../design/Choice.tsx'
import type { Draft } from './draft.ts'
import { StepForm } from './StepForm.tsx'
import { useStep } from './useStep.ts'

/** What the contract says of the customer, and whom the credentials reach (spec/product B1). */
export function CompanyStep({ draft }: { draft: Draft }) {
  const { t } = useTranslation('activation')
  const state = useStep(draft, 'company', 'company')
  const { value, setValue, errorOf } = state
  const field = (name: 'name' | 'vatNumber' | 'contractNumber' | 'contactEmail' | 'contactMobile') => ({
    label: t(`company.${name}`),
    value: value[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setValue({ ...value, [name]: event.currentTarget.value }),
  })
  return (
    <StepForm step="company" lead={t('company.lead')} state={state}>
      <TextInput {...field('name')} maxLength={draftLimits.companyName} autoComplete="off" />
      <div className="step-pair">
        <TextInput
          {...field('vatNumber')}
          description={t('company.vatHint')}
          inputMode="numeric"
          maxLength={20}
          autoComplete="off"
        />
        <TextInput {...field('contractNumber')} description={t('optional')} maxLength={40} autoComplete="off" />
      </div>
      <TextInput
        {...field('contactEmail')}
        description={t('company.contactEmailHint')}
        type="email"
        maxLength={300}
        autoComplete="off"
      />
      <TextInput
        {...field('contactMobile')}
        description={t('company.contactMobileHint')}
        type="tel"
        maxLength={40}
        autoComplete="off"
      />
      <Choice
        size="md"
        label={t('company.language')}
        data={[
          { value: 'it', label: t('company.italian') },
          { value: 'en', label: t('company.english') },
        ]}
        value={value.language}
        onChange={(language) => setValue({ ...value, language })}
      />
    </StepForm>
  )
}

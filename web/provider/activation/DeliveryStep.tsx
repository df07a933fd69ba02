import { Radio, RadioGroup, TextInput } from '@mantine/core'
import '@mantine/core/styles/Radio.layer.css'
import { useTranslation } from 'react-i18next'
import type { Draft } from './draft.ts'
import { StepForm } from './StepForm.tsx'
import { useStep } from './useStep.ts'

const deliveries = ['email', 'sms', 'technician'] as const

/** From when on, and how the credentials reach the customer (S20, S21). */
export function DeliveryStep({ draft }: { draft: Draft }) {
  const { t } = useTranslation('activation')
  const state = useStep(draft, 'activation', 'activation')
  const { value, setValue, errorOf } = state
  return (
    <StepForm step="activation" lead={t('activation.lead')} state={state}>
      <RadioGroup
        label={t('activation.delivery')}
        value={value.delivery}
        error={errorOf('delivery')}
        onChange={(word) => setValue({ ...value, delivery: deliveries.find((one) => one === word) ?? value.delivery })}
      >
        <div className="step-choices">
          {deliveries.map((delivery) => (
            <Radio
              key={delivery}
              value={delivery}
              label={t(`activation.${delivery}`)}
              description={t(`activation.${delivery}Hint`)}
            />
          ))}
        </div>
      </RadioGroup>
      <TextInput
        className="step-short"
        type="date"
        label={t('activation.day')}
        description={t('activation.dayHint')}
        max={draft.today}
        value={value.day}
        error={errorOf('day')}
        onChange={(event) => setValue({ ...value, day: event.currentTarget.value })}
      />
    </StepForm>
  )
}

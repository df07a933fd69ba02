import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Draft } from './draft.ts'
import { StepForm } from './StepForm.tsx'
import { useStep } from './useStep.ts'

/** Licences by service profile, beside what the lines use (spec/product B7). */
export function ServicesStep({ draft }: { draft: Draft }) {
  const { t } = useTranslation('activation')
  const state = useStep(draft, 'services', 'licences')
  const { value, setValue, errorOf } = state
  return (
    <StepForm step="services" lead={t('services.lead')} state={state}>
      <Checkbox
        label={t('services.agreed')}
        checked={value !== null}
        onChange={(event) =>
          setValue(
            event.currentTarget.checked
              ? Object.fromEntries(draft.byService.map(({ code, lines }) => [code, lines]))
              : null,
          )
        }
      />
      {value === null && <p className="sub">{t('services.free')}</p>}
      {value !== null &&
        draft.byService.map(({ code, name, lines }) => (
          <TextInput
            key={code}
            className="step-short"
            label={name}
            description={t('services.used', { count: lines })}
            inputMode="numeric"
            maxLength={5}
            value={String(value[code] ?? 0)}
            error={errorOf(code)}
            onChange={(event) => {
              const digits = event.currentTarget.value.replace(/\D/g, '')
              setValue({ ...value, [code]: Math.min(40_000, Number(digits)) })
            }}
          />
        ))}
    </StepForm>
  )
}

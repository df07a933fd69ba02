import { NativeSelect, SegmentedControl } from '@mantine/core'
import { IconArrowForwardUp, IconBellOff, IconPhoneCheck, IconSelector } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Pill } from '../../design/Pill.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import { type PhoneState, phoneState } from './draw.ts'
import { UntilField } from './UntilField.tsx'
import { useCallsHere } from './useCalls.ts'

const states = ['available', 'doNotDisturb', 'forward'] as const
const icons = { available: IconPhoneCheck, doNotDisturb: IconBellOff, forward: IconArrowForwardUp }

/** “Stato del telefono”: one of three, side by side, or in a list on a telephone. */
export function PhoneStatus() {
  const { t } = useTranslation('call-handling')
  const { draft, fields, live, setPhoneState, dirty } = useCallsHere()
  const narrow = useNarrow()
  const state = phoneState(draft, live)
  const Icon = icons[state]
  return (
    <div className="calls-head">
      <h2 className="h2" id="phone-status">
        {t('status.title')}
        {fields.length > 0 ? (
          <Pill tone="warm">{t('status.preview')}</Pill>
        ) : (
          <span className={`state-dot state-${state}`} aria-hidden="true" />
        )}
      </h2>
      {narrow ? (
        <NativeSelect
          aria-labelledby="phone-status"
          className={dirty('forward') ? 'dirty' : undefined}
          value={state}
          leftSection={<Icon size={20} stroke={1.7} aria-hidden="true" />}
          rightSection={<IconSelector size={16} stroke={1.7} aria-hidden="true" />}
          data={states.map((value) => ({ value, label: t(`status.${value}`) }))}
          onChange={(event) => setPhoneState(event.currentTarget.value as PhoneState)}
        />
      ) : (
        <SegmentedControl
          aria-labelledby="phone-status"
          className="phone-states"
          value={state}
          data={states.map((value) => {
            const OwnIcon = icons[value]
            return {
              value,
              label: (
                <span className={`phone-state phone-state-${value}`}>
                  <OwnIcon size={18} stroke={1.7} aria-hidden="true" />
                  {t(`status.${value}`)}
                </span>
              ),
            }
          })}
          onChange={(value) => setPhoneState(value as PhoneState)}
        />
      )}
    </div>
  )
}

/** How long do not disturb lasts, while it is on; applies at once, as it does itself. */
export function DoNotDisturbUntil() {
  const { t } = useTranslation('call-handling')
  const { settings, draft, live, saveOptimistic } = useCallsHere()
  if (phoneState(draft, live) !== 'doNotDisturb') return null
  return (
    <div className="calls-until">
      <UntilField
        label={t('until.label')}
        value={settings.doNotDisturb.until}
        onChange={(until) =>
          void saveOptimistic({ doNotDisturb: { on: true, until } }, t('until.changed'), (reason) =>
            t('status.unchanged', { reason }),
          )
        }
      />
    </div>
  )
}

import { IconPlugConnected, IconPlugConnectedX, IconPower } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Pill } from '../../design/Pill.tsx'
import type { Phone } from './phone.ts'

const looks = {
  online: { tone: 'ok', icon: IconPlugConnected },
  offline: { tone: 'quiet', icon: IconPlugConnectedX },
  never: { tone: 'quiet', icon: IconPlugConnectedX },
  disabled: { tone: 'warm', icon: IconPower },
} as const

/** Whether a phone is connected, in a word with its icon. */
export function PhoneState({ state }: { state: Phone['state'] }) {
  const { t } = useTranslation('phones')
  const { tone, icon: Icon } = looks[state]
  return (
    <Pill tone={tone} icon={<Icon size={14} stroke={1.9} aria-hidden="true" />}>
      {t(`state.${state}`)}
    </Pill>
  )
}

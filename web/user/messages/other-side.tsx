import { IconEyeOff, IconLifebuoy, IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../pbx/Who.tsx'
import { showNumber } from '../../shell/show-number.ts'
import type { OtherSide } from './calls.ts'

/** Who it was, in a few words: for headings and for what a screen reader says of a button. */
export function useOtherWords(): (other: OtherSide) => { name: string; sub: string } {
  const { t } = useTranslation('call-history')
  return ({ kind, name, number, extension }) => {
    if (kind === 'withheld') return { name: t('withheld'), sub: '' }
    if (kind === 'helpline') return { name: t('helpline'), sub: t('helplineNote') }
    const shown = number === null ? '' : showNumber(number)
    const inside = extension ? t('extension', { extension }) : ''
    if (name) return { name, sub: [inside, shown].filter(Boolean).join(' · ') }
    return { name: shown, sub: inside }
  }
}

/** Initials of a name, or what stands for somebody without one. */
export function OtherFace({ other }: { other: OtherSide }) {
  if (other.kind !== 'helpline' && other.name) return <Avatar name={other.name} size="middle" />
  const Icon = { withheld: IconEyeOff, helpline: IconLifebuoy, number: IconPhone, colleague: IconPhone }[other.kind]
  return (
    <span className="who who-middle" aria-hidden="true">
      <Icon size={18} stroke={1.7} />
    </span>
  )
}

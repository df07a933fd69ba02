import { IconChevronRight, IconEyeOff, IconUserCheck, IconUserOff, IconWifiOff } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf } from './draw.ts'
import './RuleRows.css'
import { useCallsHere } from './useCalls.ts'

const RuleDrawer = lazy(() => import('./RuleDrawer.tsx'))

export const ruleNames = ['forward', 'rejection', 'unavailable', 'anonymous'] as const
export type RuleName = (typeof ruleNames)[number]

const icons = { forward: IconUserCheck, rejection: IconUserOff, unavailable: IconWifiOff, anonymous: IconEyeOff }

/** The four rules for callers (2.3 E), each with how it stands; a press opens it at the right. */
export function RuleRows({ layout }: { layout: 'column' | 'list' }) {
  const { t } = useTranslation('call-handling')
  const { settings, names } = useCallsHere()
  const [open, setOpen] = useState<RuleName | null>(null)
  const { selectiveForward, selectiveRejection, unavailable, anonymous } = settings
  const blocked = selectiveRejection.on ? selectiveRejection.callers.length : 0
  const rules = selectiveForward.on ? selectiveForward.rules.filter(({ on }) => on).length : 0
  const stands: Record<RuleName, string> = {
    forward: t('rules.forward', { count: rules }),
    rejection: t('rules.rejection', { count: blocked }),
    unavailable: unavailable.on && unavailable.to ? nameOf(unavailable.to, names, t) : t('rules.off'),
    anonymous: t(`rules.${anonymous}`),
  }
  return (
    <>
      <ul className={`caller-rules rules-${layout}`} aria-label={t('rules.title')}>
        {ruleNames.map((rule) => {
          const Icon = icons[rule]
          return (
            <li key={rule}>
              <button type="button" className="rule" aria-haspopup="dialog" onClick={() => setOpen(rule)}>
                <Icon size={20} stroke={1.7} aria-hidden="true" className="rule-icon" />
                <span className="rule-words">
                  <b>{t(`rule.${rule}`)}</b>
                  <span>{stands[rule]}</span>
                </span>
                <IconChevronRight size={18} stroke={1.8} aria-hidden="true" className="rule-icon" />
              </button>
            </li>
          )
        })}
      </ul>
      {open && (
        <Suspense fallback={null}>
          <RuleDrawer rule={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  )
}

import { NativeSelect, Switch } from '@mantine/core'
import {
  IconAddressBook,
  IconChevronRight,
  IconDialpad,
  IconHistory,
  IconLock,
  IconPhoneCheck,
  IconSelector,
  IconStar,
} from '@tabler/icons-react'
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallSettings as Settings } from '#domain/call-handling/settings.ts'
import { showNumber } from '../../shell/show-number.ts'
import './CallSettings.css'
import { RuleRows } from './RuleRows.tsx'
import { useCallsHere } from './useCalls.ts'

const panels = {
  vip: lazy(() => import('./VipPanel.tsx')),
  saved: lazy(() => import('./SavedPanel.tsx')),
  barring: lazy(() => import('./BarringPanel.tsx')),
  history: lazy(() => import('./HistoryPanel.tsx')),
  codes: lazy(() => import('./CodesPanel.tsx')),
  try: lazy(() => import('./TryPanel.tsx')),
} as const
type Panel = keyof typeof panels

/** “Impostazioni di chiamata” (guide figure 10, screen 08): rules for callers, what callers and called see, and Prova. */
export function CallSettings() {
  const { t } = useTranslation(['call-settings', 'call-handling'])
  const { settings, state, saveOptimistic } = useCallsHere()
  const [open, setOpen] = useState<Panel | null>(null)
  const { identity, callWaiting, vip, savedNumbers, barring } = settings
  const own = state.presentable[0]?.number

  /** Applies at once, with the way back (DESIGN.md 5). */
  const apply = (changes: Partial<Settings>) =>
    void saveOptimistic(changes, t('changed'), (reason) => t('unchanged', { reason }))

  const Opened = open && panels[open]
  return (
    <>
      <div className="card">
        <RuleRows layout="list" />
        <Setting title={t('waiting.title')} text={t('waiting.text')} id="call-waiting">
          <Switch
            size="md"
            aria-labelledby="call-waiting"
            aria-describedby="call-waiting-text"
            checked={callWaiting}
            onChange={(event) => apply({ callWaiting: event.currentTarget.checked })}
          />
        </Setting>
        <Setting title={t('withheld.title')} text={t('withheld.text')} id="withheld">
          <Switch
            size="md"
            aria-labelledby="withheld"
            aria-describedby="withheld-text"
            checked={identity.withheld}
            onChange={(event) => apply({ identity: { ...identity, withheld: event.currentTarget.checked } })}
          />
        </Setting>
        <Setting title={t('presented.title')} text={t('presented.text')} id="presented">
          <NativeSelect
            className="setting-select"
            size="sm"
            aria-labelledby="presented"
            aria-describedby="presented-text"
            disabled={identity.withheld}
            value={identity.presented ?? own}
            rightSection={<IconSelector size={16} stroke={1.7} aria-hidden="true" />}
            data={state.presentable.map(({ number, of, name }) => ({
              value: number,
              label: t(`presented.${of}`, { number: showNumber(number), name }),
            }))}
            onChange={(event) => {
              const chosen = state.presentable.find(({ number }) => number === event.currentTarget.value)?.number
              apply({ identity: { ...identity, presented: chosen === own ? null : (chosen ?? null) } })
            }}
          />
        </Setting>
      </div>
      <div className="card calls-more">
        <More
          icon={IconStar}
          title={t('vip.title')}
          value={t('vip.count', { count: vip.length })}
          onOpen={() => setOpen('vip')}
        />
        <More
          icon={IconAddressBook}
          title={t('saved.title')}
          value={t('saved.count', { count: savedNumbers.length })}
          onOpen={() => setOpen('saved')}
        />
        <More
          icon={IconLock}
          title={t('barring.title')}
          value={t('barring.count', { count: barring.length })}
          onOpen={() => setOpen('barring')}
        />
      </div>
      <div className="card calls-more">
        <More icon={IconPhoneCheck} title={t('try.title')} value={t('try.text')} onOpen={() => setOpen('try')} />
        <More
          icon={IconHistory}
          title={t('history.title')}
          value={t('history.text')}
          onOpen={() => setOpen('history')}
        />
        <More icon={IconDialpad} title={t('codes.title')} value={t('codes.text')} onOpen={() => setOpen('codes')} />
      </div>
      {Opened && (
        <Suspense fallback={null}>
          <Opened onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  )
}

function Setting({ id, title, text, children }: { id: string; title: string; text: string; children: ReactNode }) {
  return (
    <div className="setting">
      <span className="setting-words">
        <b id={id}>{title}</b>
        <span id={`${id}-text`}>{text}</span>
      </span>
      {children}
    </div>
  )
}

type IconProps = { size?: number; stroke?: number; className?: string; 'aria-hidden'?: 'true' }
type MoreProps = { icon: ComponentType<IconProps>; title: string; value: string; onOpen: () => void }

function More({ icon: Icon, title, value, onOpen }: MoreProps) {
  return (
    <button type="button" className="rule" aria-haspopup="dialog" onClick={onOpen}>
      <Icon size={20} stroke={1.7} aria-hidden="true" className="rule-icon" />
      <span className="rule-words">
        <b>{title}</b>
        <span>{value}</span>
      </span>
      <IconChevronRight size={18} stroke={1.8} aria-hidden="true" className="rule-icon" />
    </button>
  )
}

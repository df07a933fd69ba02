import { Radio, RadioGroup, Switch } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Hint } from '../../design/Note.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { toastDone } from '../../design/toast.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { CallerList, type Listed } from './CallerList.tsx'
import { DestinationField } from './DestinationField.tsx'
import { PanelFoot } from './PanelFoot.tsx'
import type { RuleName } from './RuleRows.tsx'
import './RuleDrawer.css'
import { SelectiveForward } from './SelectiveForward.tsx'
import { useCallsHere } from './useCalls.ts'

export type RuleProps = { onClose: () => void }

/** One of the four rules for callers, opened at the right; confirmed by itself. */
export default function RuleDrawer({ rule, onClose }: RuleProps & { rule: RuleName }) {
  if (rule === 'forward') return <SelectiveForward onClose={onClose} />
  if (rule === 'rejection') return <SelectiveRejection onClose={onClose} />
  return rule === 'unavailable' ? <Unavailable onClose={onClose} /> : <Anonymous onClose={onClose} />
}

type PanelProps = {
  rule: RuleName | 'vip' | 'saved'
  /** What Conferma sends. */
  changes: () => SettingsRequest
  changed: boolean
  /** Looks before sending; a sentence when something is missing. */
  missing?: () => string | undefined
  onClose: () => void
  children: ReactNode
}

/** Title, fields, Conferma and Annulla of a rule. */
export function RulePanel({ rule, changes, changed, missing, onClose, children }: PanelProps) {
  const { t } = useTranslation('call-handling')
  const { saveNow, inWords } = useCallsHere()
  const { busy, problem, submit } = useSubmit()
  const [lacks, setLacks] = useState<string>()

  function confirm(): void {
    const lacking = missing?.()
    setLacks(lacking)
    if (lacking) return
    void submit(async () => {
      if (changed) await saveNow(changes())
      if (changed) toastDone(t('save.done'))
      onClose()
    })
  }
  return (
    <SidePanel title={t(`panel.${rule}.title`)} lead={t(`panel.${rule}.lead`)} changed={changed} onClose={onClose}>
      <form
        className="rule-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          confirm()
        }}
      >
        {lacks && <FormProblem title={lacks} />}
        {problem && <FormProblem title={inWords(problem)} />}
        {children}
        <PanelFoot busy={busy} onClose={onClose} />
      </form>
    </SidePanel>
  )
}

function SelectiveRejection({ onClose }: RuleProps) {
  const { t } = useTranslation('call-handling')
  const { settings } = useCallsHere()
  const before = settings.selectiveRejection
  const [on, setOn] = useState(before.on)
  const [callers, setCallers] = useState<readonly Listed[]>(before.callers)
  return (
    <RulePanel
      rule="rejection"
      changed={on !== before.on || callers !== before.callers}
      changes={() => ({ selectiveRejection: { on, callers } })}
      onClose={onClose}
    >
      <Switch
        size="md"
        label={t('panel.on')}
        checked={on}
        onChange={(event) => setOn(event.currentTarget.checked)}
        data-autofocus
      />
      <CallerList
        label={t('panel.rejection.callers')}
        value={callers}
        onChange={(next) => {
          setCallers(next)
          // Whoever writes a number down wants it rejected.
          if (next.length > callers.length) setOn(true)
        }}
      />
      <Hint>{t('panel.rejection.heard')}</Hint>
    </RulePanel>
  )
}

function Unavailable({ onClose }: RuleProps) {
  const { t } = useTranslation('call-handling')
  const { settings } = useCallsHere()
  const before = settings.unavailable
  const [on, setOn] = useState(before.on)
  const [to, setTo] = useState(before.to)
  return (
    <RulePanel
      rule="unavailable"
      changed={on !== before.on || to !== before.to}
      missing={() => (on && !to ? t('destination.missing') : undefined)}
      changes={() => ({ unavailable: { on, to } })}
      onClose={onClose}
    >
      <Switch
        size="md"
        label={t('panel.on')}
        checked={on}
        onChange={(event) => setOn(event.currentTarget.checked)}
        data-autofocus
      />
      {on && <DestinationField label={t('incoming.to')} value={to} onChange={setTo} />}
    </RulePanel>
  )
}

function Anonymous({ onClose }: RuleProps) {
  const { t } = useTranslation('call-handling')
  const { settings } = useCallsHere()
  const [anonymous, setAnonymous] = useState(settings.anonymous)
  return (
    <RulePanel
      rule="anonymous"
      changed={anonymous !== settings.anonymous}
      changes={() => ({ anonymous })}
      onClose={onClose}
    >
      <RadioGroup
        aria-label={t('panel.anonymous.title')}
        value={anonymous}
        onChange={(next) => setAnonymous(next as 'accept' | 'reject')}
      >
        <div className="call-radios">
          <Radio value="accept" label={t('panel.anonymous.accept')} />
          <Radio value="reject" label={t('panel.anonymous.reject')} />
        </div>
      </RadioGroup>
      <Hint>{t('panel.anonymous.note')}</Hint>
    </RulePanel>
  )
}

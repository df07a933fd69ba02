import { Button, Switch, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Destination, limits } from '#domain/call-handling/settings.ts'
import { CallerList, type Listed } from './CallerList.tsx'
import { DestinationField } from './DestinationField.tsx'
import { RulePanel, type RuleProps } from './RuleDrawer.tsx'
import { useCallsHere } from './useCalls.ts'

type Draft = { id: string; name: string; on: boolean; callers: readonly Listed[]; to: Destination | null }

const fresh = (name: string): Draft => ({
  id: crypto.randomUUID().slice(0, 8),
  name,
  on: true,
  callers: [],
  to: null,
})

/** “Inoltro selettivo”: rules, each with a name, its callers and where they go (2.3 E). */
export function SelectiveForward({ onClose }: RuleProps) {
  const { t } = useTranslation('call-handling')
  const { settings, state } = useCallsHere()
  const before = settings.selectiveForward
  const [on, setOn] = useState(before.on)
  const [rules, setRules] = useState<readonly Draft[]>(
    before.rules.length > 0 ? before.rules : [fresh(t('panel.forward.ruleName', { place: 1 }))],
  )
  const most = Math.min(limits.rules, state.limits.rules)
  const touched =
    on !== before.on || rules.length !== before.rules.length || rules.some((rule, i) => rule !== before.rules[i])

  const set = (id: string, more: Partial<Draft>) => {
    setRules(rules.map((rule) => (rule.id === id ? { ...rule, ...more } : rule)))
    if (before.rules.length === 0) setOn(true)
  }
  /** A new rule in which nothing has been written is no rule. */
  const written = rules.filter(({ callers, to }) => callers.length > 0 || to !== null)
  function missing(): string | undefined {
    if (written.some(({ name }) => name.trim() === '')) return t('panel.forward.nameMissing')
    if (written.some(({ callers }) => callers.length === 0)) return t('panel.forward.callersMissing')
    return written.some(({ to }) => to === null) ? t('destination.missing') : undefined
  }

  return (
    <RulePanel
      rule="forward"
      changed={touched}
      missing={missing}
      changes={() => ({
        selectiveForward: {
          on,
          rules: written.map((rule) => ({ ...rule, name: rule.name.trim(), to: rule.to as Destination })),
        },
      })}
      onClose={onClose}
    >
      <Switch
        size="md"
        label={t('panel.on')}
        checked={on}
        onChange={(event) => setOn(event.currentTarget.checked)}
        data-autofocus
      />
      {rules.map((rule) => (
        <fieldset key={rule.id} className="rule-card">
          <legend className="vh">{rule.name}</legend>
          <div className="rule-card-head">
            <TextInput
              label={t('panel.forward.name')}
              size="sm"
              maxLength={limits.label}
              value={rule.name}
              onChange={(event) => set(rule.id, { name: event.currentTarget.value })}
            />
            <Switch
              size="md"
              label={t('panel.forward.ruleOn')}
              checked={rule.on}
              onChange={(event) => set(rule.id, { on: event.currentTarget.checked })}
            />
          </div>
          <CallerList
            label={t('panel.forward.callers')}
            value={rule.callers}
            onChange={(callers) => set(rule.id, { callers })}
          />
          <DestinationField label={t('incoming.to')} value={rule.to} onChange={(to) => set(rule.id, { to })} />
          <Button
            variant="subtle"
            color="rosso"
            className="rule-remove"
            onClick={() => setRules(rules.filter(({ id }) => id !== rule.id))}
          >
            {t('panel.forward.remove', { name: rule.name })}
          </Button>
        </fieldset>
      ))}
      {rules.length < most ? (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.9} aria-hidden="true" />}
          onClick={() => setRules([...rules, fresh(t('panel.forward.ruleName', { place: rules.length + 1 }))])}
        >
          {t('panel.forward.add')}
        </Button>
      ) : (
        <p className="calls-hint">{t('panel.forward.full', { most })}</p>
      )}
    </RulePanel>
  )
}

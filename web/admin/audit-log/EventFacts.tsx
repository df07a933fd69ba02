import { useTranslation } from 'react-i18next'
import { showNumber } from '../../shell/show-number.ts'

type Facts = Readonly<Record<string, string | number | boolean | null>>
type Value = Facts[string] | undefined
type Row = { name: string; label: string; before: string | null; after: string }

/** What an event changed, from what to what, and what else is known of it; only what has words. */
export function EventFacts({ facts }: { facts: Facts }) {
  const { t, i18n } = useTranslation('audit-log')
  const word = (name: string) => (i18n.exists(`audit-log:fact.${name}`) ? t(`fact.${name}` as 'fact.name') : undefined)
  const shown = (value: Value): string => {
    if (value === '' || value === null || value === undefined) return t('history.empty')
    if (typeof value === 'boolean') return t(value ? 'history.yes' : 'history.no')
    return showNumber(String(value))
  }
  const rows = Object.keys(facts).flatMap((key): Row[] => {
    const [when, name = ''] = key.includes('.') ? key.split(/\.(.*)/, 2) : ['', key]
    const label = word(name)
    if (label === undefined || (when === 'before' && `after.${name}` in facts)) return []
    // What it is called stands there by itself too, for whoever reads the row without its changes.
    if (when === '' && (`before.${name}` in facts || `after.${name}` in facts)) return []
    if (when === 'after' && `before.${name}` in facts) {
      const [before, after] = [facts[`before.${name}`], facts[key]]
      return before === after ? [] : [{ name: key, label, before: shown(before), after: shown(after) }]
    }
    return facts[key] === '' || facts[key] === null
      ? []
      : [{ name: key, label, before: null, after: shown(facts[key]) }]
  })
  if (rows.length === 0) return null
  return (
    <dl className="event-facts">
      {rows.map(({ name, label, before, after }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>
            {before !== null && (
              <>
                <del>
                  <bdi>{before}</bdi>
                </del>
                {' → '}
              </>
            )}
            <bdi>{after}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

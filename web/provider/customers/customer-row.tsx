import { IconAlertTriangle, IconCheck, IconClock, IconProgress, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, serverNow } from '../../api.ts'
import { Pill, type PillTone } from '../../design/Pill.tsx'

export type ListedCustomer = Answer<'GET /api/provider/customers'>['customers'][number]

/** The name leads to the customer, or to the activation that is under way; the whole row follows it. */
export function CustomerLink({ row }: { row: ListedCustomer }) {
  return row.state === 'draft' ? (
    <Link to="/attivazione/$draftId" params={{ draftId: row.id }} className="desk-row-link">
      <bdi>{row.name}</bdi>
    </Link>
  ) : (
    <Link to="/clienti/$companyId" params={{ companyId: row.id }} className="desk-row-link">
      <bdi>{row.name}</bdi>
    </Link>
  )
}

/** How many lines are through the first access, as a bar and in words. */
export function FirstAccessBar({ row }: { row: ListedCustomer }) {
  const { t } = useTranslation('desk')
  return (
    <span className="desk-bar">
      <progress className="desk-progress" value={row.completed} max={Math.max(1, row.lines)} aria-hidden="true" />
      <span className="nums">{t('customers.done', { done: row.completed, total: row.lines })}</span>
    </span>
  )
}

/** What matters most of a customer now: who waits, then whose contract stands still, then who cannot get in. */
export function CustomerPill({ row }: { row: ListedCustomer }) {
  const { t } = useTranslation('desk')
  const [tone, icon, words] = told()
  return (
    <Pill tone={tone} icon={icon}>
      {words}
    </Pill>
  )

  function told(): readonly [PillTone, ReactNode, string] {
    const icon = (Icon: typeof IconCheck) => <Icon size={14} stroke={1.9} aria-hidden="true" />
    if (row.state === 'closed') return ['quiet', icon(IconX), t('state.closed')]
    if (row.state === 'suspended') return ['error', icon(IconAlertTriangle), t('state.suspended')]
    if (row.state === 'draft') return ['accent', icon(IconProgress), t('state.draft')]
    if (row.request) {
      const kind = row.request.kind === 'activation-denied' ? 'denied' : 'reset'
      return ['warm', icon(IconClock), t(`request.${kind}`, { ago: ago(row.request.since) })]
    }
    if (row.expiredPasswords > 0) return ['warm', icon(IconClock), t('state.expired', { count: row.expiredPasswords })]
    return ['ok', icon(IconCheck), t('state.active')]
  }

  function ago(since: string): string {
    const minutes = Math.max(0, Math.round((serverNow() - Date.parse(since)) / 60_000))
    if (minutes < 60) return t('ago.minutes', { count: minutes })
    const hours = Math.round(minutes / 60)
    return hours < 48 ? t('ago.hours', { count: hours }) : t('ago.days', { count: Math.round(hours / 24) })
  }
}

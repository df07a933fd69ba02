import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Answer, serverNow } from '../../api.ts'
import { showRecent } from '../../pbx/show-time.ts'
import { showNumber } from '../../shell/show-number.ts'

export type LoggedEvent = Answer<'GET /api/provider/log'>['events'][number]

/** What happened, when, by whom; the newest first. */
export function EventList({
  events,
  withCustomer = false,
}: {
  events: readonly LoggedEvent[]
  withCustomer?: boolean
}) {
  const { t } = useTranslation(['activity', 'desk'])
  const now = serverNow()
  return (
    <ol className="desk-events">
      {events.map((event) => (
        <li key={event.id}>
          <time dateTime={event.at} className="nums">
            {showRecent(event.at, now, t)}
          </time>
          <div>
            <What event={event} />
            <p>
              <Details event={event} />
              {withCustomer && event.customer && (
                <>
                  {' · '}
                  <Link to="/clienti/$companyId" params={{ companyId: event.customer.id }} className="link">
                    <bdi>{event.customer.name}</bdi>
                  </Link>
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

/** An action of a newer server than these words is told in general terms. */
function What({ event }: { event: LoggedEvent }) {
  const { t, i18n } = useTranslation(['activity', 'desk'])
  const known = i18n.exists(`activity:what.${event.action}`)
  const what =
    event.action === 'company.activated'
      ? t('desk:log.companyActivated')
      : known
        ? t(`what.${event.action}` as 'what.sign-in')
        : t('what.other')
  return <b>{event.result === 'refused' ? t('refused', { what }) : what}</b>
}

function Details({ event }: { event: LoggedEvent }) {
  const { t } = useTranslation('desk')
  const { actorName, actorRole, line, facts } = event
  const who = actorName || t(`actor.${actorRole}`)
  const parts = [
    who,
    ...(line ? [`${line.name} · ${showNumber(line.number)}`] : []),
    ...['ticket', 'name', 'reason'].flatMap((key) =>
      typeof facts[key] === 'string' && facts[key] ? [facts[key]] : [],
    ),
  ]
  return <bdi>{parts.join(' · ')}</bdi>
}

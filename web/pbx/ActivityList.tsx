import { useTranslation } from 'react-i18next'
import type { TimeZone } from '#domain/time-zone.ts'
import { type Answer, serverNow } from '../api.ts'
import { showRecent } from './show-time.ts'
import './ActivityList.css'

export type Happened = Answer<'GET /api/directory/lines/:lineId/configuration'>['activity'][number]

/** “Attività recente”: what happened on a line, who did it, when; the newest first. `zone`: of whoever reads about themselves. */
export function ActivityList({ activity, zone }: { activity: readonly Happened[]; zone?: TimeZone }) {
  const { t } = useTranslation('activity')
  const now = serverNow()
  return (
    <ol className="happened">
      {activity.map((event) => (
        <li key={event.id}>
          <div>
            <What event={event} />
            <span>{t(`who.${event.actor}`, { name: event.actorName })}</span>
          </div>
          <time dateTime={event.at} className="nums">
            {showRecent(event.at, now, t, zone)}
          </time>
        </li>
      ))}
    </ol>
  )
}

/** An action of a newer server than these words is told in general terms. */
function What({ event }: { event: Happened }) {
  const { t, i18n } = useTranslation('activity')
  const known = i18n.exists(`activity:what.${event.action}`)
  const what = known ? t(`what.${event.action}` as 'what.sign-in') : t('what.other')
  const about = event.facts.masked ?? event.facts.device
  return (
    <b>
      {event.result === 'refused' ? t('refused', { what }) : what}
      {typeof about === 'string' && about !== '' && (
        <>
          {': '}
          <bdi>{about}</bdi>
        </>
      )}
    </b>
  )
}

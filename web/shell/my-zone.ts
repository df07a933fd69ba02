import { italianTime, type TimeZone } from '#domain/time-zone.ts'
import { currentSession } from './session.ts'

/** The clock of one’s own Sede, by which one’s own pages tell the time; the Italian one before anybody has signed in. */
export function myZone(): TimeZone {
  const session = currentSession()
  const full = session !== null && !(session instanceof Error) && session.state === 'full'
  return full ? (session.viewer.timeZone as TimeZone) : italianTime
}

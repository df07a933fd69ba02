import { veiledBefore } from '#domain/call-history/veil.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { findMessages } from '../messages/messages.sql.ts'
import { asOwner } from './calls.ts'
import { presentOther } from './other-side.ts'
import { countNews, findCalls, findPeople, readInOrder } from './records.sql.ts'

const latestShown = 4

/** The badge of "Messaggi e chiamate", and the card of Home. */
export async function readNews(house: House, session: LiveSession) {
  const since = veiledBefore(session.line, house.clock())
  const filter = { lineId: session.line.id, terms: [], from: undefined, to: undefined, since }
  return asOwner(house, session, async (trx) => {
    await readInOrder(trx)
    const counts = await countNews(trx, session.line.id, since)
    const messages = await findMessages(trx, { ...filter, unheard: false }, undefined, latestShown)
    const missed = await findCalls(trx, { ...filter, list: 'missed' }, undefined, latestShown)
    const people = await findPeople(
      trx,
      [...messages, ...missed].map((row) => row.other_line_id),
    )
    const latest = [
      ...messages.map((row) => ({
        kind: 'message' as const,
        id: row.id,
        at: row.left_at,
        seconds: row.seconds,
        fresh: row.heard_at === null,
        other: presentOther(row, people),
      })),
      // One that left a message is told once, by the message.
      ...missed
        .filter(({ outcome }) => outcome !== 'voicemail')
        .map((row) => ({
          kind: 'missed' as const,
          id: row.id,
          at: row.started_at,
          seconds: 0,
          fresh: row.seen_at === null,
          other: presentOther(row, people, row.masked),
        })),
    ].sort((a, b) => b.at.getTime() - a.at.getTime())
    return { ...counts, latest: latest.slice(0, latestShown).map((one) => ({ ...one, at: one.at.toISOString() })) }
  })
}

import type { Transaction } from '#database/connect.ts'
import type { CallList } from '#domain/call-history/call-context.ts'
import { veiledBefore } from '#domain/call-history/veil.ts'
import { searchTerms } from '#domain/directory/search-text.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { groupCalls } from './group-calls.ts'
import { presentOther } from './other-side.ts'
import {
  type CallFilter,
  type Cursor,
  type FoundCall,
  findCall,
  findCalls,
  findPeople,
  markSeen,
  readInOrder,
  setDeleted,
} from './records.sql.ts'

export type Narrowing = { search?: string | undefined; from?: string | undefined; to?: string | undefined }

const groupsShown = 25
/** Enough for a page where nearly nothing repeats. */
const callsAtOnce = 40
const mostReads = 5

/** Calls are the person's alone: never of the line an administrator acts on (spec/security 2.8). */
export function asOwner<T>(
  house: House,
  session: LiveSession,
  work: (trx: Transaction) => Promise<T>,
  readOnly = true,
): Promise<T> {
  return house.cellar.inCompany({ companyId: session.line.companyId, lineId: session.line.id }, work, { readOnly })
}

/** What a request asks for, as the statements take it; what lies behind the veil of the line's activation is never found. */
export function narrowing(house: House, session: LiveSession, asked: Narrowing) {
  return {
    lineId: session.line.id,
    terms: searchTerms(asked.search ?? ''),
    from: asked.from === undefined ? undefined : new Date(asked.from),
    to: asked.to === undefined ? undefined : new Date(asked.to),
    since: veiledBefore(session.line, house.clock()),
  }
}

/** `<milliseconds since 1970>_<id>` of the last row that was shown; undefined: the first page. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [at = '', id = ''] = text?.split('_') ?? []
  return text === undefined ? undefined : { at: new Date(Number(at)), id }
}
export const writeCursor = ({ at, id }: Cursor): string => `${at.getTime()}_${id}`

/** A page of one list. A group is never cut: calls are read on until the next one begins. */
export async function listCalls(
  house: House,
  session: LiveSession,
  asked: Narrowing & { list: CallList; after?: string | undefined },
) {
  const { timeZone } = session.line
  const filter: CallFilter = { ...narrowing(house, session, asked), list: asked.list }
  const { calls, more, people } = await asOwner(house, session, async (trx) => {
    await readInOrder(trx)
    const found: FoundCall[] = []
    let after = readCursor(asked.after)
    for (let reads = 0; ; reads++) {
      const next = await findCalls(trx, filter, after, callsAtOnce)
      found.push(...next)
      const last = next.at(-1)
      const more = next.length === callsAtOnce
      if (!more || !last || groupCalls(found, timeZone).length > groupsShown || reads === mostReads) {
        const ids = found.map((call) => call.other_line_id)
        return { calls: found, more, people: await findPeople(trx, ids) }
      }
      after = { at: last.started_at, id: last.id }
    }
  })
  const groups = groupCalls(calls, timeZone)
  // Beyond a page, and the last group of a list that goes on, because it may go on too.
  const shown = groups.slice(0, Math.min(groupsShown, more && groups.length > 1 ? groups.length - 1 : groups.length))
  const last = shown.at(-1)?.at(-1)
  return {
    groups: shown.map((group) => ({
      other: presentOther(group[0], people, group[0].masked),
      unseen: group.filter((call) => asked.list === 'missed' && call.seen_at === null).length,
      calls: group.map(presentCall),
    })),
    next: last && (more || shown.length < groups.length) ? writeCursor({ at: last.started_at, id: last.id }) : null,
  }
}

const presentCall = (call: FoundCall) => ({
  id: call.id,
  at: call.started_at.toISOString(),
  outcome: call.outcome,
  seconds: call.seconds,
  running: call.ended_at === null,
})

/** One call: its steps and why. @throws {Problem} not-found */
export async function readCall(house: House, session: LiveSession, callId: string) {
  const since = veiledBefore(session.line, house.clock())
  return asOwner(house, session, async (trx) => {
    const call = await findCall(trx, session.line.id, callId)
    if (!call || (since && call.started_at < since)) throw new Problem('not-found')
    const { reasons, path, answeredBy, sentTo } = call.detail
    const people = await findPeople(trx, [
      call.other_line_id,
      ...reasons.map(({ lineId }) => lineId),
      ...path.flatMap(({ rang }) => rang.map(({ lineId }) => lineId)),
      answeredBy?.lineId,
      sentTo?.lineId,
    ])
    return {
      ...presentCall(call),
      other: presentOther(call, people, call.masked),
      reasons: [...reasons],
      path: path.map(({ rang, left }) => ({ rang: [...rang], left })),
      answeredBy,
      sentTo,
      people: Object.fromEntries([...people].map(([id, { name, extension }]) => [id, { name, extension }])),
    }
  })
}

/** "Perse" was opened: its badge goes, here and in the other windows. */
export async function seeMissed(house: House, session: LiveSession, upTo: string): Promise<undefined> {
  await asOwner(
    house,
    session,
    async (trx) => {
      const { numUpdatedRows } = await markSeen(trx, session.line.id, new Date(upTo), house.clock())
      if (numUpdatedRows > 0n) tell(house, trx, session)
    },
    false,
  )
  return undefined
}

/** Hides calls from their owner's lists, or with `back` shows them again; hidden for 30 days, they are erased. */
export async function deleteCalls(
  house: House,
  session: LiveSession,
  { calls, back }: { calls: readonly string[]; back: boolean },
): Promise<undefined> {
  await asOwner(
    house,
    session,
    async (trx) => {
      await setDeleted(trx, session.line.id, calls, back ? null : house.clock())
      tell(house, trx, session)
    },
    false,
  )
  return undefined
}

function tell(house: House, trx: Transaction, { line }: LiveSession): void {
  house.live.tell(trx, { companyId: line.companyId, lineId: line.id, topic: 'calls' })
}

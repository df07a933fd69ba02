import { setImmediate } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import type { auditLogRoutes } from '#contract/audit-log.ts'
import type { Received } from '#contract/route.ts'
import type { Transaction } from '#database/connect.ts'
import { memoryOf } from '#domain/audit-log/memory.ts'
import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import english from '#translations/en/activity.ts'
import italian from '#translations/it/activity.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { chainAudit } from '../provider/chain-audit.ts'
import * as sql from './audit-log.sql.ts'

type Routes = typeof auditLogRoutes
type Who = Pick<SessionVisit, 'session' | 'caller'>
type Asked = Omit<Received<Routes['GET /api/audit-log']>['query'], 'after' | 'size'>

const mostRows = 50_000
const rowsAtOnce = 1_000
/** One statement of the check: a second or so. */
const linksAtOnce = 50_000

/** "Registro attività" (spec/security 4.6, L03, L05): what happened in the company, also by the provider. */
export function listEvents(
  house: House,
  session: LiveSession,
  { after, size, ...asked }: Received<Routes['GET /api/audit-log']>['query'],
) {
  const { companyId } = session.line
  return house.cellar.inCompany(
    contextOf(session),
    async (trx) => {
      const last = after === undefined ? undefined : await sql.findEventTime(trx, companyId, after)
      if (after !== undefined && !last) return { events: [], more: false }
      const begin = after !== undefined && last ? { id: after, at: last.at } : undefined
      const rows = await sql.findEvents(trx, filterOf(companyId, asked), { after: begin, limit: size + 1 })
      const shown = rows.slice(0, size)
      const events = await present(trx, companyId, shown)
      return {
        events: events.map((event, i) => ({ ...event, restorable: isRestorable(session, shown[i]) })),
        more: rows.length > size,
      }
    },
    { readOnly: true },
  )
}

/** Whoever administers some sites only may read, and change nothing of the whole company. */
const isRestorable = (session: LiveSession, row: sql.LogRow | undefined): boolean =>
  session.line.administratorSites === null &&
  row !== undefined &&
  memoryOf({ ...row, subjectId: row.subject_id }) !== undefined

export const listActions = (house: House, session: LiveSession) =>
  house.cellar.inCompany(
    contextOf(session),
    async (trx) => ({ actions: await sql.findActions(trx, session.line.companyId) }),
    { readOnly: true },
  )

/**
 * Counts every link of the company's chain again, in pieces: a log of years takes longer than a statement may. What is
 * added meanwhile is for the next check.
 * @throws {Problem} throttled
 */
export async function checkChain(house: House, session: LiveSession) {
  house.throttles.perSession(session, 'export')
  const { companyId } = session.line
  const asService = <T>(work: (trx: Transaction) => Promise<T>) => house.cellar.asService(work, { readOnly: true })
  await chainAudit(house)
  const head = await asService((trx) => sql.findHead(trx, companyId))
  let [after, hash, events] = [0, '00', 0]
  while (after < head.chain_no) {
    const upTo = Math.min(head.chain_no, after + linksAtOnce)
    const piece = { after, upTo, hash }
    const found = await asService((trx) => sql.checkLinks(trx, companyId, piece))
    events += found.events
    if (found.broken) return { events: head.chain_no, broken: presentBroken(found.broken) }
    // Nothing stands there, though the head knows of events: they were cut off the end.
    if (found.events < upTo - after) return { events: head.chain_no, broken: { number: events + 1, at: null } }
    ;[after, hash] = [upTo, found.hash]
  }
  if (hash !== head.hash) return { events, broken: { number: head.chain_no, at: null } }
  return { events, broken: null }
}

const presentBroken = ({ number, at }: { number: number; at: Date | null }) => ({
  number,
  at: at?.toISOString() ?? null,
})

/**
 * The found events as a file for the spreadsheet (4.4), at most 50,000; written down as an event itself.
 * @throws {Problem} throttled
 */
export async function exportEvents(house: House, who: Who, asked: Asked): Promise<string> {
  const { session, caller } = who
  house.throttles.perSession(session, 'export')
  const { companyId } = session.line
  const activity = { it: italian, en: english }[caller.language]
  const say = (action: string) => (activity.what as Record<string, string>)[action] ?? activity.what.other
  const filter = filterOf(companyId, asked)
  const pieces = [`\ufeff${written([Object.values(activity.log.column)])}`]
  return house.cellar.inCompany(contextOf(session), async (trx) => {
    let rows = 0
    let after: { id: number; at: Date } | undefined
    for (;;) {
      const found = await sql.findEvents(trx, filter, { after, limit: Math.min(rowsAtOnce, mostRows - rows) })
      const last = found.at(-1)
      const events = await present(trx, companyId, found)
      pieces.push(
        written(
          events.map(({ at, actor, action, subject, result, facts, ip }) => [
            romanTime.format(new Date(at)),
            actor.name,
            activity.log.role[actor.role as keyof typeof activity.log.role] ?? '',
            say(action),
            subject ? `${subject.name} (${showPhoneNumber(subject.number as PhoneNumber)})` : '',
            factsInWords(facts),
            activity.log.result[result],
            ip ?? '',
          ]),
        ),
      )
      rows += found.length
      if (!last || found.length < rowsAtOnce || rows >= mostRows) break
      after = { id: last.id, at: last.at }
      await setImmediate()
    }
    await auditBy(trx, house.clock(), who, 'activity-log.exported', { facts: { rows } })
    return pieces.join('')
  })
}

const romanTime = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'medium' })

/** Ids, and what only a restore reads. */
const unsaid = new Set(['object', 'renumbering', 'version', 'restoredFrom', 'before.target', 'after.target'])

/** Facts as they are kept. */
const factsInWords = (facts: sql.LogRow['facts']): string =>
  Object.entries(facts)
    .filter(([name, value]) => value !== null && value !== '' && !unsaid.has(name))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ')

const written = (rows: string[][]): string =>
  stringify(
    rows.map((cells) => cells.map((cell) => cell.replace(/[\s\p{Cc}]+/gu, ' ').trim())),
    { delimiter: ';', record_delimiter: '\r\n', escape_formulas: true },
  )

function filterOf(companyId: string, { from, to, ...asked }: Asked): sql.LogFilter {
  return {
    companyId,
    ...asked,
    from: from === undefined ? undefined : romanMidnight(from),
    until: to === undefined ? undefined : romanMidnight(dayAfter(to)),
  }
}

const dayAfter = (isoDay: string): string => {
  const next = new Date(`${isoDay}T12:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

/** When a day begins in Italy: at 23:00 or 22:00 of the day before, in UTC. */
export function romanMidnight(isoDay: string): Date {
  const guess = new Date(`${isoDay}T00:00:00+01:00`)
  const [day = '', time = ''] = romanClock.format(guess).split(' ')
  // An hour late in summer: what begins at +01:00 shows one o'clock.
  return day === isoDay && time.startsWith('01') ? new Date(guess.getTime() - 3_600_000) : guess
}
const romanClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'short' })

async function present(trx: Transaction, companyId: string, rows: readonly sql.LogRow[]) {
  const subjects = rows.flatMap(({ subject_id, actor_id }) =>
    subject_id !== null && subject_id !== actor_id ? [subject_id] : [],
  )
  const lines = new Map((await sql.findLineNames(trx, companyId, [...new Set(subjects)])).map((row) => [row.id, row]))
  return rows.map((row) => {
    const subject = row.subject_id === row.actor_id ? undefined : lines.get(row.subject_id ?? '')
    return {
      id: row.id,
      at: row.at.toISOString(),
      action: row.action,
      result: row.result,
      actor: { id: row.actor_id, name: row.actor_name, role: row.actor_role },
      subject: subject ?? null,
      facts: row.facts,
      ip: row.ip,
    }
  })
}

const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })

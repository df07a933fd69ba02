import type { callLimitsRoutes } from '#contract/call-limits.ts'
import type { Answered } from '#contract/route.ts'
import type { Transaction } from '#database/connect.ts'
import { meteredClasses } from '#domain/call-limits/limits.ts'
import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { italianDay } from '#domain/time-zone.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { countAlarmLetters, findAdministrators, findAlarms, findHolds } from './alarms.sql.ts'
import { findLimits, findLinesWithOwnLimits } from './limits.sql.ts'
import { limitsOf } from './limits-of.ts'
import { isStopped, nearestOf, type Used, usedBy } from './standing.ts'
import { countGoingOn, findBusiest, findSpent, findUse } from './use.sql.ts'

export type LimitsInSight = Answered<(typeof callLimitsRoutes)['GET /api/call-handling/limits']>

const alarmsShown = 100
const busiestShown = 8

/** "Limiti e avvisi": what may be called outside, what was, who waits, and who is told of it. */
export const readLimits = (house: House, { line }: LiveSession): Promise<LimitsInSight> =>
  house.cellar.inCompany(
    { companyId: line.companyId, lineId: line.id },
    (trx) => inSight(trx, line.companyId, house.clock()),
    { readOnly: true },
  )

async function inSight(trx: Transaction, companyId: string, now: Date): Promise<LimitsInSight> {
  const day = italianDay(now)
  const alarms = await findAlarms(trx, companyId, alarmsShown)
  const busiest = await findBusiest(trx, companyId, day, busiestShown)
  const reached = alarms.filter((alarm) => alarm.settled_at === null && alarm.what.startsWith('reached '))
  const lineIds = [...new Set([...busiest.map(({ id }) => id), ...reached.flatMap(({ line_id }) => line_id ?? [])])]
  const said = await findLimits(trx, companyId, lineIds)
  const { limits, ceiling } = limitsOf(said)
  const scopes = [companyId, ...lineIds]
  const used = usedBy(await findUse(trx, scopes, day), await findSpent(trx, scopes, day))
  const oldest = alarms.at(-1)?.at ?? now
  const letters = new Map((await countAlarmLetters(trx, companyId, oldest)).map((row) => [row.alarm, row]))
  return {
    ...{ limits, ceiling, decided: said.byProvider, tariff: said.tariff },
    now: Number((await countGoingOn(trx, companyId, now)).count),
    ...todayOf(used(companyId)),
    lines: busiest.map((row) => ({
      line: { id: row.id, name: row.name, extension: row.extension },
      ...{ calls: Number(row.calls), minutes: minutesOf(Number(row.seconds)) },
      spent: spentOf(used(row.id)),
      nearest: nearestOf(limitsOf(said, row.id).limits.line, used(row.id)),
    })),
    exceptions: (await findLinesWithOwnLimits(trx, companyId)).map((row) => ({
      line: { id: row.line_id, name: row.name, extension: row.extension },
      limits: row.by_administrator,
    })),
    held: (await findHolds(trx, now)).map((row) => ({
      ...{ line: lineOf(row), signal: row.signal },
      ...{ since: row.since.toISOString(), until: row.until.toISOString() },
    })),
    stopped: reached.flatMap((alarm) => {
      const standing = isStopped(alarm, { said, used: used(alarm.line_id ?? companyId), day })
      return standing ? [{ ...standing, line: lineOf(alarm), since: alarm.at.toISOString() }] : []
    }),
    alarms: alarms.map((alarm) => {
      const { written, sent, failed } = letters.get(alarm.id) ?? { written: 0, sent: 0, failed: 0 }
      return {
        ...{ line: lineOf(alarm), what: alarm.what, at: alarm.at.toISOString() },
        letters: { written: Number(written), sent: Number(sent), failed: Number(failed) },
      }
    }),
    told: (await findAdministrators(trx, companyId)).map((row) => ({
      line: { id: row.id, name: row.name, extension: row.extension },
      maskedEmail:
        row.email && row.email_status === 'verified' && row.account === 'live'
          ? maskEmailAddress(row.email as EmailAddress)
          : null,
    })),
  }
}

/** What a company has used today, class by class, and spent. */
export const todayOf = (used: Used) => ({
  today: meteredClasses.flatMap((one) => {
    const { calls, seconds, counted, millicents } = used.classes[one] ?? {
      calls: 0,
      seconds: 0,
      counted: 0,
      millicents: 0,
    }
    return calls > 0
      ? [{ class: one, calls, minutes: minutesOf(seconds), counted: minutesOf(counted), millicents }]
      : []
  }),
  spent: spentOf(used),
})

const spentOf = ({ spent }: Used) => ({ day: spent.wholeDay, month: spent.month })
const minutesOf = (seconds: number): number => Math.ceil(seconds / 60)
const lineOf = (row: { line_id: string | null; name: string | null; extension: string | null }) =>
  row.line_id ? { id: row.line_id, name: row.name ?? '', extension: row.extension ?? '' } : null

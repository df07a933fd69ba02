import { italianDay } from '#domain/call-limits/fraud-signals.ts'
import { atMost, type CallLimits, type SomeLimits, standardLimits, withSome } from '#domain/call-limits/limits.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import {
  findAlarms,
  findHolds,
  findLimits,
  findLineName,
  findUse,
  letGoOn,
  putAdministratorsLimits,
} from './limits.sql.ts'

const alarmsShown = 100
const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })

/** "Limiti e avvisi": what may be called outside, what was, and what the administrators were told of. */
export async function readLimits(house: House, session: LiveSession) {
  const now = house.clock()
  const { companyId } = session.line
  return house.cellar.inCompany(
    contextOf(session),
    async (trx) => {
      const { limits, ceiling } = limitsOf(await findLimits(trx, companyId))
      const use = await findUse(trx, companyId, italianDay(now).date)
      return {
        ...{ limits, ceiling },
        today: use.map((row) => ({
          ...{ class: row.class, calls: Number(row.calls), minutes: Math.ceil(Number(row.seconds) / 60) },
        })),
        held: (await findHolds(trx, now)).map((row) => ({
          ...{ line: lineOf(row), signal: row.signal },
          ...{ since: row.since.toISOString(), until: row.until.toISOString() },
        })),
        alarms: (await findAlarms(trx, alarmsShown)).map((row) => ({
          ...{ line: lineOf(row), what: row.what, at: row.at.toISOString() },
        })),
      }
    },
    { readOnly: true },
  )
}

/**
 * What the administrator says takes the place of what was said before; never above the provider's.
 * @throws {Problem} setting.refused
 */
export async function changeLimits(house: House, who: Pick<SessionVisit, 'session' | 'caller'>, asked: SomeLimits) {
  const { session } = who
  const { companyId } = session.line
  const now = house.clock()
  await house.cellar.inCompany(contextOf(session), async (trx) => {
    const before = await findLimits(trx, companyId)
    const { ceiling } = limitsOf(before)
    const wanted = withSome(withSome(ceiling, before.byAdministrator), asked)
    if (JSON.stringify(atMost(withSome(ceiling, asked), ceiling)) !== JSON.stringify(withSome(ceiling, asked)))
      throw new Problem('setting.refused', { setting: 'call-limits', reason: 'above-ceiling' })
    await putAdministratorsLimits(trx, companyId, atMost(wanted, ceiling), now)
    await auditBy(trx, now, who, 'call-limits.changed', { facts: { asked: JSON.stringify(asked).slice(0, 400) } })
  })
  return readLimits(house, session)
}

/** @throws {Problem} not-found: no line of this company */
export async function letCallsGoOn(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  lineId: string | undefined,
) {
  const { session } = who
  const { companyId } = session.line
  const now = house.clock()
  await house.cellar.inCompany(contextOf(session), async (trx) => {
    if (lineId && !(await findLineName(trx, lineId))) throw new Problem('not-found')
    await letGoOn(trx, { companyId, lineId, day: italianDay(now).date })
    await auditBy(trx, now, who, 'call-limits.let-go-on', lineId ? { subjectId: lineId } : {})
  })
  return readLimits(house, session)
}

/** What counts, and the provider's ceiling. */
export function limitsOf({ byProvider, byAdministrator }: { byProvider: SomeLimits; byAdministrator: SomeLimits }): {
  limits: CallLimits
  ceiling: CallLimits
} {
  const ceiling = withSome(standardLimits, byProvider)
  return { ceiling, limits: atMost(withSome(ceiling, byAdministrator), ceiling) }
}

const lineOf = (row: { line_id: string | null; name: string | null; extension: string | null }) =>
  row.line_id ? { id: row.line_id, name: row.name ?? '', extension: row.extension ?? '' } : null

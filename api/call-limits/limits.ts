import { belowCeiling, isAbove, type SomeLimits, saidAlso } from '#domain/call-limits/limits.ts'
import { Problem } from '#domain/problem.ts'
import { italianDay } from '#domain/time-zone.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { settle } from './alarms.sql.ts'
import { findLimits, findLineName, putAdministratorsLimits, putLinesLimits, removeLinesLimits } from './limits.sql.ts'
import { limitsOf } from './limits-of.ts'
import { type LimitsInSight, readLimits } from './read-limits.ts'
import { letGo } from './use.sql.ts'
import { endUsedUpOf } from './watch-calls.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>

const contextOf = ({ session: { line } }: Who) => ({ companyId: line.companyId, lineId: line.id })
const tooHigh = () => new Problem('setting.refused', { setting: 'call-limits', reason: 'above-ceiling' })
const written = (asked: SomeLimits): string => JSON.stringify(asked).slice(0, 400)

/**
 * What the administrator says takes the place of what was said before; never above the provider's. A call that has used more
 * than that by now ends.
 * @throws {Problem} setting.refused
 */
export async function changeLimits(house: House, who: Who, asked: SomeLimits): Promise<LimitsInSight> {
  const { companyId } = who.session.line
  const now = house.clock()
  await house.cellar.inCompany(contextOf(who), async (trx) => {
    const before = await findLimits(trx, companyId)
    const { ceiling } = limitsOf(before)
    if (isAbove(asked, ceiling)) throw tooHigh()
    const said = belowCeiling(saidAlso(before.byAdministrator, asked), ceiling)
    await putAdministratorsLimits(trx, companyId, said, now)
    await auditBy(trx, now, who, 'call-limits.changed', { facts: { asked: written(asked) } })
  })
  await endUsedUpOf(house, companyId)
  return readLimits(house, who.session)
}

/**
 * One line differs from the others, below the provider's ceiling too; with nothing said it is like them again.
 * @throws {Problem} setting.refused, not-found
 */
export async function changeLinesLimits(
  house: House,
  who: Who,
  lineId: string,
  asked: SomeLimits,
): Promise<LimitsInSight> {
  const { companyId } = who.session.line
  const now = house.clock()
  await house.cellar.inCompany(contextOf(who), async (trx) => {
    const line = await findLineName(trx, lineId)
    if (!line) throw new Problem('not-found')
    const { ceiling } = limitsOf(await findLimits(trx, companyId))
    if (isAbove(asked, ceiling)) throw tooHigh()
    const limits = saidAlso({}, asked)
    if (Object.keys(limits).length === 0) await removeLinesLimits(trx, lineId)
    else await putLinesLimits(trx, { companyId, lineId, limits, now })
    await auditBy(trx, now, who, 'call-limits.line-changed', { subjectId: lineId, facts: { asked: written(asked) } })
  })
  await endUsedUpOf(house, companyId)
  return readLimits(house, who.session)
}

/**
 * Today is counted anew for a line, or for the company as a whole, and what was held is free. What the provider has decided
 * and the caps of the month go on holding.
 * @throws {Problem} not-found: no line of this company
 */
export async function letCallsGoOn(
  house: House,
  who: Who,
  { lineId, reason }: { readonly lineId?: string | undefined; readonly reason: string },
): Promise<LimitsInSight> {
  const { companyId } = who.session.line
  const now = house.clock()
  await house.cellar.inCompany(contextOf(who), async (trx) => {
    if (lineId && !(await findLineName(trx, lineId))) throw new Problem('not-found')
    const scope = lineId ?? companyId
    const day = italianDay(now)
    await letGo(trx, { companyId, scope, day })
    await settle(trx, { companyId, scope, day, now })
    await auditBy(trx, now, who, 'call-limits.let-go-on', {
      ...(lineId ? { subjectId: lineId } : {}),
      facts: { reason },
    })
  })
  return readLimits(house, who.session)
}

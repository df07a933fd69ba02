import type { callLimitsRoutes } from '#contract/call-limits.ts'
import type { Answered } from '#contract/route.ts'
import type { Tariff } from '#domain/call-limits/costs.ts'
import { belowCeiling, type SomeLimits, standardLimits } from '#domain/call-limits/limits.ts'
import { Problem } from '#domain/problem.ts'
import { italianDay } from '#domain/time-zone.ts'
import type { House } from '../house.ts'
import type { StaffVisit } from '../http/visit.ts'
import { reachableAdministrators } from '../people/administrators.ts'
import { auditByStaff } from '../provider/audit.ts'
import { findCompanyState } from './alarms.sql.ts'
import { findLimits, putProvidersDecision } from './limits.sql.ts'
import { limitsOf } from './limits-of.ts'
import { todayOf } from './read-limits.ts'
import { usedBy } from './standing.ts'
import { findSpent, findUse } from './use.sql.ts'
import { endUsedUpOf } from './watch-calls.ts'

type Ceiling = Answered<(typeof callLimitsRoutes)['GET /api/provider/customers/:companyId/ceiling']>

/** "Tetto del traffico" of a customer. @throws {Problem} not-found */
export const readCeiling = (house: House, companyId: string): Promise<Ceiling> =>
  house.cellar.asService(
    async (trx) => {
      if (!(await findCompanyState(trx, companyId))) throw new Problem('not-found')
      const day = italianDay(house.clock())
      const said = await findLimits(trx, companyId)
      const used = usedBy(await findUse(trx, [companyId], day), await findSpent(trx, [companyId], day))
      return {
        ...{ standard: standardLimits, decided: said.byProvider, tariff: said.tariff },
        limits: limitsOf(said).limits,
        ...todayOf(used(companyId)),
      }
    },
    { readOnly: true },
  )

/**
 * What the provider decides holds over whatever the company's administrator says, at once; the price list from the next call
 * on. Both logs keep it, and the administrators are written to.
 * @throws {Problem} not-found, customer.state
 */
export async function decideCeiling(
  house: House,
  who: Pick<StaffVisit, 'staff' | 'caller'>,
  companyId: string,
  { decided, tariff, reason }: { readonly decided: SomeLimits; readonly tariff: Tariff; readonly reason: string },
): Promise<Ceiling> {
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const company = await findCompanyState(trx, companyId)
    if (!company) throw new Problem('not-found')
    if (company.closed_at !== null) throw new Problem('customer.state')
    const before = await findLimits(trx, companyId)
    const kept = belowCeiling(decided, standardLimits)
    const prices = Object.fromEntries(Object.entries(tariff).filter(([, one]) => one && one.setUp + one.minute > 0))
    if (JSON.stringify([kept, prices]) === JSON.stringify([before.byProvider, before.tariff])) return
    await putProvidersDecision(trx, companyId, { decided: kept, tariff: prices }, now)
    for (const { id, email, language } of await reachableAdministrators(trx, companyId))
      await house.outbox.queue(trx, {
        ...{ companyId, to: email, language, dedupeKey: `call-ceiling ${companyId} ${now.toISOString()} ${id}` },
        letter: {
          name: 'call-ceiling-changed',
          facts: { company: company.name, at: now, reason, supportNumber: house.config.brand.supportNumber },
        },
      })
    await auditByStaff(trx, now, who, 'call-ceiling.decided', {
      customer: { id: companyId, name: company.name },
      facts: { reason, decided: JSON.stringify(kept).slice(0, 400), prices: JSON.stringify(prices).slice(0, 400) },
    })
  })
  await endUsedUpOf(house, companyId)
  return readCeiling(house, companyId)
}

import type { Transaction } from '#database/connect.ts'
import { type CostVerdict, judgeCost, warnedOf } from '#domain/call-limits/costs.ts'
import { type CallLimits, meteredClass } from '#domain/call-limits/limits.ts'
import type { DestinationClass } from '#domain/dial-plan/destination-class.ts'
import { italianDay } from '#domain/time-zone.ts'
import type { House } from '../house.ts'
import { findLimits, type Said } from './limits.sql.ts'
import { limitsOf } from './limits-of.ts'
import { sayCost } from './say.ts'
import { countSpending, type Spender } from './use.sql.ts'

const free = { setUp: 0, minute: 0 }

/** The price of a call of this class today; what has no price costs nothing. */
export const priceOf = ({ tariff }: Said, of: DestinationClass) => {
  const metered = meteredClass(of)
  return (metered && tariff[metered]) || free
}

export const hasCap = ({ line, company }: CallLimits['cost']): boolean =>
  [line.day, line.month, company.day, company.month].some((cap) => cap !== null)

/** May a call of this class be paid? Nobody adds up where nothing costs or nothing is capped. */
export async function judgeSpending(
  house: House,
  trx: Transaction,
  { said, limits, ...leg }: Spender & { said: Said; limits: CallLimits; class: DestinationClass },
): Promise<CostVerdict> {
  const price = priceOf(said, leg.class)
  if (price.setUp + price.minute === 0 || !hasCap(limits.cost)) return { warned: [], seconds: null }
  const now = house.clock()
  const day = italianDay(now)
  const spending = await countSpending(trx, leg, { now, day })
  const verdict = judgeCost(limits.cost, spending, price, said.byProvider.cost)
  const reached = verdict.reached ? [{ name: verdict.reached, share: 100 as const }] : []
  const warned = verdict.warned.filter(({ name }) => name !== verdict.reached)
  for (const one of [...warned, ...reached]) await sayCost(house, trx, { ...leg, day, now }, one)
  return verdict
}

/** A call that cost something is over: whoever should know how much is spent by now is told. */
export async function warnSpender(house: House, trx: Transaction, spender: Spender): Promise<void> {
  const said = await findLimits(trx, spender.companyId, [spender.lineId])
  const { limits } = limitsOf(said, spender.lineId)
  if (!hasCap(limits.cost)) return
  const now = house.clock()
  const day = italianDay(now)
  const spending = await countSpending(trx, spender, { now, day })
  for (const one of warnedOf(limits.cost, spending)) await sayCost(house, trx, { ...spender, day, now }, one)
}

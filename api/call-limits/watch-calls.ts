import type { Transaction } from '#database/connect.ts'
import { type CostName, capSpent } from '#domain/call-limits/costs.ts'
import { prefixOf, shortCalls } from '#domain/call-limits/fraud-signals.ts'
import { type LimitName, minutesUp } from '#domain/call-limits/judge.ts'
import { type CallLimits, meteredClass } from '#domain/call-limits/limits.ts'
import { second } from '#domain/clock.ts'
import { italianDay } from '#domain/time-zone.ts'
import type { House } from '../house.ts'
import { findLimits, type Said } from './limits.sql.ts'
import { limitsOf } from './limits-of.ts'
import { sayCost, sayLimit } from './say.ts'
import { hasCap, priceOf } from './spend.ts'
import { countSpending, countUse, findGoingOn, findTalkingCompanies, type GoingOn } from './use.sql.ts'

/** So much too late a limit may end a call at most. */
const watchEvery = 10 * second

/** Looks after calls outside that go on at the same time, as long as this portal is there. */
export function startWatchingCalls(house: House): { stop(): Promise<void> } {
  let watching: Promise<void> | undefined
  const timer = setInterval(() => {
    watching ??= endWhatIsUsedUp(house)
      .catch((error: unknown) => house.log.error({ error: String(error) }, 'calls that go on are not counted'))
      .finally(() => {
        watching = undefined
      })
  }, watchEvery)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await watching
    },
  }
}

/**
 * Ends calls outside whose day's minutes or whose cap in euro are used up by now (TEL-7, hard stop). The engine ends each
 * one by itself after all that was left when it began; of several at once only the sum tells, and of one that rang while
 * limits were changed only what they are now. Two portals end a call once.
 */
export async function endWhatIsUsedUp(house: House): Promise<void> {
  const now = house.clock()
  const companies = await house.cellar.asService((trx) => findTalkingCompanies(trx, now), { readOnly: true })
  for (const companyId of companies) await endUsedUpOf(house, companyId)
}

/** The same for one customer, also for a call that goes on alone: what was saved a moment ago may be less than it has used. */
export async function endUsedUpOf(house: House, companyId: string): Promise<void> {
  const now = house.clock()
  for (const callId of await house.cellar.asService((trx) => usedUp(house, trx, companyId, now))) {
    house.log.info({ callId, companyId }, 'a call outside has used up its limit')
    // Nobody who saves waits for the engine.
    house.engine.hangUp(callId).catch((error: unknown) => {
      house.log.error({ callId, error: String(error) }, 'a call over its limit goes on')
    })
  }
}

type Used = { readonly leg: GoingOn; readonly limit: LimitName | CostName }

/** The calls to end; that their limit is reached has been said. */
async function usedUp(house: House, trx: Transaction, companyId: string, now: Date): Promise<Set<string>> {
  const legs = await findGoingOn(trx, companyId, now)
  const said = await findLimits(trx, companyId, [...new Set(legs.map(({ lineId }) => lineId))])
  const found = new Set<string>()
  // What counts together is looked at once.
  const kinds = Map.groupBy(legs, ({ lineId, class: of, forwarded }) => [lineId, of, forwarded].join(' '))
  for (const [leg] of kinds.values()) {
    const limit = leg && (await limitUsedUp(house, trx, { companyId, leg, said, now }))
    if (!limit) continue
    for (const other of legs) if (comesUnder(other, { leg, limit }, said)) found.add(other.call)
  }
  return found
}

async function limitUsedUp(
  house: House,
  trx: Transaction,
  { companyId, leg, said, now }: { companyId: string; leg: GoingOn; said: Said; now: Date },
): Promise<LimitName | CostName | undefined> {
  const day = italianDay(now)
  const { lineId } = leg
  const { limits } = limitsOf(said, lineId)
  const minutes = await minutesOf(trx, { companyId, leg, limits, said, now, day })
  if (minutes) {
    await sayLimit(house, trx, { companyId, lineId, day, now, class: leg.class }, minutes, true)
    return minutes
  }
  if (!costs(leg, said) || !hasCap(limits.cost)) return undefined
  const cap = capSpent(limits.cost, await countSpending(trx, { companyId, lineId }, { now, day }), said.byProvider.cost)
  if (cap) await sayCost(house, trx, { companyId, lineId, day, now }, { name: cap, share: 100 })
  return cap
}

async function minutesOf(
  trx: Transaction,
  one: { companyId: string; leg: GoingOn; limits: CallLimits; said: Said; now: Date; day: string },
): Promise<LimitName | undefined> {
  const { companyId, leg, limits, said, now, day } = one
  if (!meteredClass(leg.class) && !leg.forwarded) return undefined
  const about = { ...leg, companyId, prefix: prefixOf(leg.number) }
  const times = { now, day, abroad: false, shortSeconds: shortCalls.seconds, shortSince: now, changedSince: now }
  const { use } = await countUse(trx, about, times)
  return minutesUp(limits, use, leg, said.byProvider)
}

/** Whether this call, too, uses what is used up. */
function comesUnder(other: GoingOn, { leg, limit }: Used, said: Said): boolean {
  if (limit.startsWith('company-') || other.lineId === leg.lineId) {
    if (limit.startsWith('forwarded-')) return other.forwarded
    return limit.endsWith('-minutes') ? other.class === leg.class : costs(other, said)
  }
  return false
}

const costs = (leg: GoingOn, said: Said): boolean => {
  const { setUp, minute } = priceOf(said, leg.class)
  return setUp + minute > 0
}

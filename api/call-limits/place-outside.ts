import { setTimeout as wait } from 'node:timers/promises'
import type { Transaction } from '#database/connect.ts'
import type { CallPlan, PlanStep, PlanTarget } from '#domain/call-handling/plan.ts'
import type { CostName } from '#domain/call-limits/costs.ts'
import {
  forwardsChanged,
  heldFor,
  isAbroad,
  isOffHours,
  prefixOf,
  shortCalls,
  signOf,
} from '#domain/call-limits/fraud-signals.ts'
import { goesUncounted, judge, type LimitName } from '#domain/call-limits/judge.ts'
import { standardLimits } from '#domain/call-limits/limits.ts'
import { hour, later, second } from '#domain/clock.ts'
import { classOf, type DestinationClass } from '#domain/dial-plan/destination-class.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { italianDay, italianTime, type TimeZone } from '#domain/time-zone.ts'
import type { House } from '../house.ts'
import { findLimits } from './limits.sql.ts'
import { limitsOf } from './limits-of.ts'
import { sayLimit, saySignal } from './say.ts'
import { judgeSpending, priceOf } from './spend.ts'
import { countUse, holdCompanysCalls, insertLeg, type NewLeg, noteAbroad, removeLegs } from './use.sql.ts'

/** Why a way outside is closed for now. */
export type Closed = LimitName | CostName | 'held' | 'uncounted'

type Leg = {
  readonly lineId: string
  readonly number: PhoneNumber
  readonly class: DestinationClass
  readonly forwarded: boolean
}
export type Ways = { readonly closed: ReadonlyMap<string, Closed>; readonly longest: ReadonlyMap<string, number> }

/** A call must not wait longer for somebody to count. */
const countedWithin = 700
/** A call whose end nobody tells stops counting after this. */
const longestCall = 12 * hour

/** A line and a number it calls: what is counted together. */
export const wayKey = (lineId: string, number: string): string => `${lineId} ${number}`

/** The ways outside of a plan; emergency calls are none. */
export function waysOutside(plan: CallPlan, callerLine: string | null): Leg[] {
  const legs = new Map<string, Leg>()
  for (const step of plan.steps)
    for (const target of step.targets)
      if (target.kind === 'outside')
        legs.set(wayKey(target.lineId, target.number), {
          ...{ lineId: target.lineId, number: target.number, class: classOf(target.number) },
          forwarded: target.lineId !== callerLine || step.diversions.length > 0,
        })
  return [...legs.values()]
}

/**
 * Asks whether the ways outside of a call may be taken, and takes them: from now they count, until the call tells that it is
 * over (`keep-outside.ts`). Asked again for the same call it starts over. When nobody can count, only what costs little goes
 * out (TEL-7).
 */
export async function takeWays(
  house: House,
  call: { readonly callId: string; readonly companyId: string; readonly legs: readonly Leg[] },
): Promise<Ways> {
  if (call.legs.length === 0) return { closed: new Map(), longest: new Map() }
  try {
    const taking = zonesOf(house, call.legs).then((zones) =>
      house.cellar.asService((trx) => take(house, trx, call, zones)),
    )
    const late = wait(countedWithin, undefined, { ref: false }).then(() => {
      throw new Error('nobody counted in time')
    })
    return await Promise.race([taking, late])
  } catch (error) {
    house.log.error({ error: String(error), callId: call.callId }, 'calls outside are not counted')
    const dear = call.legs.filter((leg) => !goesUncounted(leg.class))
    return {
      closed: new Map(dear.map((leg) => [wayKey(leg.lineId, leg.number), 'uncounted'])),
      // What nobody adds up is at least not endless.
      longest: new Map(
        call.legs.map((leg) => [wayKey(leg.lineId, leg.number), standardLimits.forwarded.minutesEach * 60]),
      ),
    }
  }
}

type Zones = (lineId: string) => TimeZone

/** The clock of each line's Sede: from memory, because these lines have just been decided for. */
export async function zonesOf(house: House, of: readonly { readonly lineId: string }[]): Promise<Zones> {
  const ids = [...new Set(of.map(({ lineId }) => lineId))]
  const zones = new Map(await Promise.all(ids.map(async (id) => [id, (await house.facts.line(id))?.timeZone] as const)))
  return (lineId) => zones.get(lineId) ?? italianTime
}

/** None of them after all. */
export async function releaseWays(house: House, callId: string): Promise<void> {
  await house.cellar.asService((trx) => removeLegs(trx, callId)).catch(() => undefined)
}

async function take(
  house: House,
  trx: Transaction,
  { callId, companyId, legs }: { callId: string; companyId: string; legs: readonly Leg[] },
  zones: Zones,
): Promise<Ways> {
  const now = house.clock()
  const day = italianDay(now)
  const closed = new Map<string, Closed>()
  const longest = new Map<string, number>()
  await holdCompanysCalls(trx, companyId)
  await removeLegs(trx, callId)
  const lines = [...new Set(legs.map((leg) => leg.lineId))]
  const said = await findLimits(trx, companyId, lines)
  for (const [place, leg] of legs.entries()) {
    const { limits } = limitsOf(said, leg.lineId)
    const key = wayKey(leg.lineId, leg.number)
    const abroad = isAbroad(leg.class)
    const { use, past, held } = await countUse(
      trx,
      { ...leg, companyId, prefix: prefixOf(leg.number) },
      {
        ...{ now, day, abroad, shortSeconds: shortCalls.seconds },
        shortSince: later(now, -shortCalls.within),
        changedSince: later(now, -forwardsChanged.within),
      },
    )
    const about = { companyId, lineId: leg.lineId, day, now, class: leg.class }
    const verdict = judge(limits, use, leg, said.byProvider)
    for (const name of verdict.near) await sayLimit(house, trx, about, name, verdict.reached === name)
    if (verdict.reached && !verdict.near.includes(verdict.reached))
      await sayLimit(house, trx, about, verdict.reached, true)
    if (verdict.reached) {
      closed.set(key, verdict.reached)
      continue
    }
    const cost = await judgeSpending(house, trx, { ...leg, companyId, said, limits })
    if (cost.reached) {
      closed.set(key, cost.reached)
      continue
    }
    if (held) {
      closed.set(key, 'held')
      continue
    }
    const zone = zones(leg.lineId)
    const sign = signOf({ ...leg, at: now, zone }, past)
    if (sign) await saySignal(house, trx, about, sign, later(now, heldFor))
    if (sign?.stopsThis) {
      closed.set(key, 'held')
      continue
    }
    const seconds = shortest(verdict.seconds, cost.seconds)
    const until = later(now, seconds === null ? longestCall : seconds * second + hour)
    const price = priceOf(said, leg.class)
    const row: NewLeg = {
      ...{ call_id: callId, place, company_id: companyId, line_id: leg.lineId, number: leg.number },
      ...{ class: leg.class, forwarded: leg.forwarded, placed_at: now, until },
      ...{ set_up_price: price.setUp, minute_price: price.minute },
    }
    await insertLeg(trx, row)
    if (abroad) await noteAbroad(trx, row, { day, offHours: isOffHours(now, zone) })
    if (seconds !== null) longest.set(key, seconds)
  }
  return { closed, longest }
}

const shortest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b)

/** The plan, each way outside with the seconds after which the engine ends the call; what is closed is left out. */
export function withWays(plan: CallPlan, { closed, longest }: Ways): CallPlan {
  const open = (target: PlanTarget): boolean =>
    target.kind !== 'outside' || !closed.has(wayKey(target.lineId, target.number))
  const timed = (target: PlanTarget): PlanTarget => {
    const seconds = target.kind === 'outside' ? longest.get(wayKey(target.lineId, target.number)) : undefined
    return target.kind === 'outside' && seconds !== undefined ? { ...target, longest: seconds } : target
  }
  const steps = plan.steps.map((step): PlanStep => ({ ...step, targets: step.targets.filter(open).map(timed) }))
  return { ...plan, steps }
}

import type { CallFor } from '#domain/call-handling/facts.ts'
import type { CallPlan } from '#domain/call-handling/plan.ts'
import { decideFor } from '../call-handling/decide-call.ts'
import type { House } from '../house.ts'
import { releaseWays, takeWays, type Ways, wayKey, waysOutside, withWays } from './place-outside.ts'

/**
 * Decides a call for a line, and takes the ways outside its plan may come to. A way that is closed counts as a forward that is
 * not set, so the plan is made again without it. A call that stays inside is never counted.
 */
export async function decideCounted(house: House, callId: string, call: CallFor, companyId: string): Promise<CallPlan> {
  const closed = new Map<string, string>()
  for (;;) {
    const plan = await decideFor(house, call, companyId, (line, number) => closed.get(wayKey(line, number)))
    const legs = waysOutside(plan, null)
    if (legs.length === 0) {
      if (closed.size > 0) await releaseWays(house, callId)
      return plan
    }
    const ways: Ways = await takeWays(house, { callId, companyId, legs })
    const fresh = [...ways.closed].filter(([key]) => !closed.has(key))
    // Each turn closes at least one more way, and a line has few.
    if (fresh.length === 0) return withWays(plan, ways)
    for (const [key, why] of fresh) closed.set(key, why)
  }
}

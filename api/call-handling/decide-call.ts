import { decide } from '#domain/call-handling/decide.ts'
import type { CallFacts, CallFor, LineState } from '#domain/call-handling/facts.ts'
import type { CallPlan } from '#domain/call-handling/plan.ts'
import type { House } from '../house.ts'
import type { KnownLine } from './facts/known-line.ts'

/**
 * Decides a call for a line from what is in memory; lines it comes across that are not are read, and the decision is made
 * again. A settled company is decided without a question to the database.
 */
export async function decideFor(
  house: House,
  call: CallFor,
  companyId: string,
  closed?: CallFacts['closed'],
): Promise<CallPlan> {
  const company = house.facts.peekCompany(companyId) ?? (await house.facts.company(companyId))
  const trunk = house.facts.peekTrunk() ?? (await house.facts.hasTrunk())
  for (;;) {
    const missing: string[] = []
    const facts: CallFacts = {
      line: (id) => {
        const known = house.facts.peek(id)
        if (known === undefined) missing.push(id)
        return known === 'nobody' ? undefined : known
      },
      state: (id) => stateOf(house, house.facts.peek(id)),
      blocked: company?.blocked ?? [],
      trunk,
      ...(closed ? { closed } : {}),
    }
    const plan = decide(call, facts)
    if (missing.length === 0) return plan
    await house.facts.load(missing)
  }
}

/**
 * What the portal knows better than the engine: that a line is in a call. Whether a phone is connected the engine sees for
 * itself, but for a ring plan with other phones, where only we can say that the own ones are gone (2.14, row 7).
 */
function stateOf(house: House, line: KnownLine | 'nobody' | undefined): LineState {
  if (line === undefined || line === 'nobody') return 'unknown'
  const presence = house.live.presenceOf(line.id)
  if (presence === 'in-call' || presence === 'ringing') return 'busy'
  const { unavailable, ringing } = line.settings
  return presence === 'offline' && unavailable.on && ringing.mode !== 'own' ? 'unreachable' : 'unknown'
}

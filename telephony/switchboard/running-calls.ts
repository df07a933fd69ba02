import { LRUCache } from 'lru-cache'
import { type EngineEvent, writeUndecided } from '../call-engine.ts'
import type { ContextOfCall } from '../kamailio/from-kamailio.ts'
import { packContext } from '../kamailio/to-kamailio.ts'

type Call = { answeredAt: number | undefined; context: string; undecided: boolean }

/**
 * Running calls, seen from what Kamailio tells. It says a call's context once, and we add it to each of its events. And it
 * forgets its dialogs when it is restarted, while the calls go on: their BYE then comes without length, which is here.
 */
export function createRunningCalls() {
  // Bounded for those whose end nobody tells.
  const calls = new LRUCache<string, Call>({ max: 100_000 })
  const of = (callId: string): Call => {
    const known = calls.get(callId)
    if (known) return known
    const call: Call = { answeredAt: undefined, context: '', undecided: false }
    calls.set(callId, call)
    return call
  }
  return {
    /** The event, made whole; nothing for what was meant for us. Twice is as good as once. */
    follow(event: EngineEvent | ContextOfCall): EngineEvent[] {
      if (event.kind === 'context') {
        const call = of(event.callId)
        // A portal that decides too late speaks of a plan that never was.
        if (!call.undecided) call.context = event.context
        return []
      }
      if (event.kind === 'failed-open' || event.kind === 'taken-over') {
        const { kind: why, user, claimed, dialled, at } = event
        const context = packContext(writeUndecided({ why, user, claimed, dialled, at }))
        Object.assign(of(event.callId), { context, undecided: true })
      }
      if (!('context' in event)) return [event]
      if (event.kind === 'answered') of(event.callId).answeredAt = Date.parse(event.at)
      const { context = '', answeredAt } = calls.get(event.callId) ?? {}
      if (event.kind !== 'ended') return [{ ...event, context }]
      const since = answeredAt === undefined ? 0 : Math.round((Date.parse(event.at) - answeredAt) / 1_000)
      return [{ ...event, context, seconds: event.seconds || Math.max(0, since) }]
    },
    /** A portal has kept these: the calls they end are over. */
    kept(events: readonly EngineEvent[]): void {
      for (const event of events)
        if (event.kind === 'ended' || event.kind === 'failed' || event.kind === 'cancelled') calls.delete(event.callId)
    },
  }
}

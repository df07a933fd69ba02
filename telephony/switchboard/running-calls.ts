import { LRUCache } from 'lru-cache'
import { type EngineEvent, writeUndecided } from '../call-engine.ts'
import type { ContextOfCall } from './protocol.ts'

type Call = { answeredAt: number | undefined; context: string | undefined; undecided: boolean }

/** What a portal said of a call may be read a moment after what Kamailio told; of older calls nothing comes any more. */
const contextWithin = 1_000

/**
 * Running calls, seen from what Kamailio tells and what portals said of them. Kamailio forgets its dialogs when it is restarted,
 * while the calls go on: their BYE then comes without length, which is here.
 */
export function createRunningCalls() {
  // Bounded for those whose end nobody tells.
  const calls = new LRUCache<string, Call>({ max: 100_000 })
  const of = (callId: string): Call => {
    const known = calls.get(callId)
    if (known) return known
    const call: Call = { answeredAt: undefined, context: undefined, undecided: false }
    calls.set(callId, call)
    return call
  }
  return {
    /** What a call is about. Twice is as good as once. */
    remember({ callId, context }: ContextOfCall): void {
      const call = of(callId)
      // A portal that decides too late speaks of a plan that never was.
      if (!call.undecided) call.context = context
    },
    /** Whether something of these has to be heard a moment later: what the call is about is still on its way. */
    tooEarly(events: readonly EngineEvent[], now: number): boolean {
      const undecided = new Set(events.filter(isUndecided).map(({ callId }) => callId))
      return events.some(
        (event) =>
          isEarly(event) &&
          calls.get(event.callId)?.context === undefined &&
          !undecided.has(event.callId) &&
          now - Date.parse(event.at) < contextWithin,
      )
    },
    /** The event with the length of its call. Twice is as good as once. */
    follow(event: EngineEvent): EngineEvent {
      if (isUndecided(event)) {
        const { kind: why, user, claimed, dialled, at } = event
        const context = writeUndecided({ why, user, claimed, dialled, at })
        Object.assign(of(event.callId), { context, undecided: true })
      }
      if (event.kind === 'answered') of(event.callId).answeredAt = Date.parse(event.at)
      if (event.kind !== 'ended') return event
      const { answeredAt } = calls.get(event.callId) ?? {}
      const since = answeredAt === undefined ? 0 : Math.round((Date.parse(event.at) - answeredAt) / 1_000)
      return { ...event, seconds: event.seconds || Math.max(0, since) }
    },
    /** What these are about, for the portal that hears them. */
    contextsOf(events: readonly EngineEvent[]): ContextOfCall[] {
      const about = new Set(events.flatMap((event) => ('context' in event ? event.callId : [])))
      return [...about].flatMap((callId) => {
        const context = calls.get(callId)?.context
        return context ? { callId, context } : []
      })
    },
    /** A portal has kept these: the calls they end are over. */
    kept(events: readonly EngineEvent[]): void {
      for (const event of events)
        if (event.kind === 'ended' || event.kind === 'failed' || event.kind === 'cancelled') calls.delete(event.callId)
    },
  }
}

/** What can be the first that is heard of a decided call. */
const isEarly = (event: EngineEvent) =>
  event.kind === 'ringing' || event.kind === 'answered' || event.kind === 'failed' || event.kind === 'cancelled'
const isUndecided = (event: EngineEvent) => event.kind === 'failed-open' || event.kind === 'taken-over'

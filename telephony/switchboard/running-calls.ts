import type { EngineEvent } from '../call-engine.ts'

type UpCall = { readonly answeredAt: number; readonly context: string }

/**
 * Answered calls, seen from their events. Kamailio forgets its dialogs when it is restarted; the calls themselves go on, and
 * their BYE then comes without length and context: they are here.
 */
export function createRunningCalls() {
  const up = new Map<string, UpCall>()
  return {
    /** The event, made whole. */
    follow(event: EngineEvent): EngineEvent {
      if (event.kind === 'answered') {
        up.set(event.callId, { answeredAt: Date.parse(event.at), context: event.context })
        return event
      }
      if (event.kind !== 'ended') return event
      const call = up.get(event.callId)
      up.delete(event.callId)
      if (!call) return event
      const seconds = event.seconds || Math.max(0, Math.round((Date.parse(event.at) - call.answeredAt) / 1_000))
      return { ...event, seconds, context: event.context || call.context }
    },
  }
}

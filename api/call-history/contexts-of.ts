import { LRUCache } from 'lru-cache'
import { type CallContext, readContexts } from '#domain/call-history/call-context.ts'
import type { EngineEvent } from '#telephony/call-engine.ts'

type Read = { readonly context: string; readonly contexts: readonly CallContext[] }

/** Calls of the last seconds, by id: one rings, is answered and ends with the same text. */
const read = new LRUCache<string, Read>({ max: 2_000 })

type OfCall = { readonly callId: string; readonly context: string }

/** The contexts of an event, read once for all events of the call and all who hear them. */
export function contextsOf({ callId, context }: OfCall): readonly CallContext[] {
  const known = read.get(callId)
  // Of a call that nobody decided more may be known by now.
  if (known?.context === context) return known.contexts
  const contexts = readContexts(context)
  read.set(callId, { context, contexts })
  return contexts
}

/** Calls that are over are read no more. */
export function forgetContexts(events: readonly EngineEvent[]): void {
  for (const event of events)
    if (event.kind === 'ended' || event.kind === 'failed' || event.kind === 'cancelled') read.delete(event.callId)
}

import { LRUCache } from 'lru-cache'
import { type CallContext, readContexts } from '#domain/call-history/call-context.ts'

/** Calls of the last seconds: one rings, is answered and ends with the same text. */
const read = new LRUCache<string, readonly CallContext[]>({ max: 2_000 })

/** The contexts of an event, read once for all events of the call and all who hear them. */
export function contextsOf({ context }: { readonly context: string }): readonly CallContext[] {
  const known = read.get(context)
  if (known) return known
  const contexts = readContexts(context)
  read.set(context, contexts)
  return contexts
}

import { type CallContext, readContexts } from '#domain/call-history/call-context.ts'

const read = new WeakMap<object, CallContext[]>()

/** The contexts of an event, read once for all who hear it. */
export function contextsOf(event: { readonly context: string }): readonly CallContext[] {
  const known = read.get(event)
  if (known) return known
  const contexts = readContexts(event.context)
  read.set(event, contexts)
  return contexts
}

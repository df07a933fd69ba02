import type { AuditFacts } from '#database/tables.ts'

/** A thing that could be put back as it was, beside how it is now. Each room says so of its own. */
export type Restoring = {
  /** How it is now, in short: its version where it has one. */
  readonly seen: string
  /** What would change: `before.<name>` as it is now, `after.<name>` as it would be. Empty: it is so already. */
  readonly facts: AuditFacts
  /** Under the rules of a change by hand. `facts` join those of the history. */
  readonly apply: (facts: AuditFacts) => Promise<unknown>
}

/** Of a thing that is deleted. */
export const gone = 'gone'

/** What differs, value by value. */
export const difference = (now: AuditFacts, then: AuditFacts): AuditFacts =>
  Object.fromEntries(
    Object.keys(then)
      .filter((name) => (now[name] ?? '') !== (then[name] ?? ''))
      .flatMap((name) => [
        ...(name in now ? [[`before.${name}`, now[name] ?? '']] : []),
        [`after.${name}`, then[name] ?? ''],
      ]),
  )

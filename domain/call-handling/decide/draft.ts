import type { CallFacts, CallFor } from '../facts.ts'
import type { Announcement, PlanStep, Reason, ReasonRule, Refusal } from '../plan.ts'
import type { Destination } from '../settings.ts'
import type { Way } from './way.ts'

/** A plan while it is being decided: rows add steps and reasons in the order of deciding. */
export type Draft = {
  readonly call: CallFor
  readonly facts: CallFacts
  readonly steps: PlanStep[]
  readonly reasons: Reason[]
  /** The whole table for a line: where a call forwarded to a colleague goes on. */
  readonly enter: (lineId: string, way: Way) => Entry
}

/** Where a part of the call begins: the number of a step, or the answer that ends it. */
export type Entry = number | Refusal

/** RFC 3261 21.4.19 and 21.4.24. */
export const busyHere: Refusal = { code: 486, reason: 'Busy Here' }
export const nobody: Refusal = { code: 480, reason: 'Temporarily Unavailable' }

/** "Ring to the network's end" (row 12). */
export const networkSeconds = 120

/** The number of the step. */
export const add = ({ steps }: Draft, step: PlanStep): number => steps.push(step) - 1

/** Plays an announcement, at most a minute of it, and the call is over. */
export const announce = (draft: Draft, announcement: Announcement, { diversions }: Way): Entry =>
  add(draft, { seconds: 60, targets: [{ kind: 'announcement', announcement }], next: {}, diversions })

/** Keeps which rule spoke, and with which setting. */
export function because({ reasons }: Draft, rule: ReasonRule, lineId: string, facts: Reason['facts'] = {}): void {
  reasons.push({ rule, lineId, facts })
}

/** A destination as the facts of a reason. */
export const told = (to: Destination): Reason['facts'] =>
  to.kind === 'line' ? { toLine: to.lineId } : { toNumber: to.number }

/** When it ends by itself, as a fact of a reason; one that stays until switched off has none. */
export const toldUntil = (until: string | null): Reason['facts'] => (until === null ? {} : { until })

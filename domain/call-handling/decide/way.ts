import type { LineFacts } from '../facts.ts'
import type { Diversion } from '../plan.ts'
import type { Entry } from './draft.ts'

/** How the call came to a line. */
export type Way = {
  /** Lines that sent it on, first one first. */
  readonly visited: readonly string[]
  readonly diversions: readonly Diversion[]
  /** Seconds until whoever forwarded takes the call back, and where it goes then. */
  readonly budget: number | null
  readonly late: () => Entry | undefined
}

/** Nobody has sent it on. */
export const straight: Way = { visited: [], diversions: [], budget: null, late: () => undefined }

/** The way on, for a call that this line sends elsewhere. */
export const sentOn = (way: Way, line: LineFacts, reason: Diversion['reason']): Way => ({
  ...way,
  visited: [...way.visited, line.id],
  diversions: [...way.diversions, { number: line.number, reason }],
})

/** Seconds until the call is taken back, as a bound for timers: nobody takes it back, no bound. */
export const takenBackAfter = ({ budget }: Way): number => budget ?? Number.POSITIVE_INFINITY

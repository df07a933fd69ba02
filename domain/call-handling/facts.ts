import type { DestinationClass } from '../dial-plan/destination-class.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { CallerPattern, CallSettings } from './settings.ts'

/** What `decide` must know. The server reads it from the database, the preview makes it from what the page has. */

export type LineFacts = {
  readonly id: string
  readonly companyId: string
  readonly number: PhoneNumber
  readonly extension: string
  readonly name: string
  /** The company's SIP domain. */
  readonly domain: string
  /** Suspended, or not in service: only emergency calls. */
  readonly suspended: boolean
  readonly settings: CallSettings
  /** Its phones that may register, oldest first. */
  readonly phones: readonly { readonly id: string; readonly user: string; readonly domain: string }[]
  readonly allowed: readonly DestinationClass[]
  readonly voicemail: boolean
  /** ISO 8601: when it last called for help. */
  readonly emergencyAt: string | null
}

/** What is known of a line's phones right now. `unknown`: nobody has told; the engine finds out by ringing. */
export type LineState = 'free' | 'busy' | 'unreachable' | 'unknown'

export type CallFacts = {
  readonly line: (lineId: string) => LineFacts | undefined
  readonly state: (lineId: string) => LineState
  /** The block list of the company. */
  readonly blocked: readonly CallerPattern[]
  /** Is there any way outside? */
  readonly trunk: boolean
  /** Why a line may not call this number now: too much was called, or somebody has to look first (call-limits). */
  readonly closed?: (lineId: string, number: PhoneNumber) => string | undefined
}

/** Who calls, as far as the called may know it; `number` is known to the rules even when it is withheld. */
export type Caller = {
  /** A colleague: a line of the same company. */
  readonly lineId: string | null
  readonly number: PhoneNumber | null
  readonly extension: string | null
  readonly name: string
  readonly withheld: boolean
}

/** A call for a line of ours. */
export type CallFor = {
  readonly at: Date
  readonly lineId: string
  readonly caller: Caller
  /** Who has sent the call on before it reached us (Diversion, History-Info), first diversion first. */
  readonly previous: readonly PhoneNumber[]
}

/** One list entry against one caller. A colleague never counts as anonymous (spec/product 2.14, row 3). */
export function matches(pattern: CallerPattern, caller: Caller): boolean {
  switch (pattern.kind) {
    case 'number':
      return caller.number === pattern.number
    case 'prefix':
      return caller.number?.startsWith(pattern.prefix) ?? false
    case 'line':
      return caller.lineId === pattern.lineId
    case 'anonymous':
      return caller.withheld && caller.lineId === null
  }
}

/** An empty list matches nobody. */
export const matchesAny = (patterns: readonly CallerPattern[], caller: Caller): boolean =>
  patterns.some((pattern) => matches(pattern, caller))

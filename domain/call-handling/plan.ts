import type { PhoneNumber } from '../phone-number.ts'

/**
 * What happens to one call, decided before it rings. The engine runs it alone: after an answer of the portal no further
 * question is needed (spec/telephony 2). The same plan feeds the ribbon, the sentence, "Prova" and the call's "why".
 */
export type CallPlan = {
  /** Step 0 begins. Never empty unless `refusal` is given. */
  readonly steps: readonly PlanStep[]
  readonly refusal?: Refusal
  /** How the caller is shown: to phones inside, and outside through the trunks (P-Asserted-Identity; TEL-13). */
  readonly caller: CallerShown
  /** Why, in the order of deciding: kept with the call record (spec/product 7.2 idea 2). */
  readonly reasons: readonly Reason[]
}

export type CallerShown = {
  readonly name: string
  /** What phones of the company show: the extension for colleagues, else the number; null when withheld. */
  readonly inside: string | null
  /** A number the line (or, on a forward, the forwarding line) owns; asserted towards the trunks. */
  readonly asserted: PhoneNumber
  readonly outside: PhoneNumber
  readonly withheld: boolean
}

export type PlanStep = {
  /** All targets ring at once for so long. */
  readonly seconds: number
  readonly targets: readonly PlanTarget[]
  /** Where the call goes on when nobody of this step takes it; a missing cause ends the call with that cause. */
  readonly next: Partial<Record<StepCause, number>>
  /** Lines that sent the call on, first diversion first: Diversion/History-Info headers, and the loop check. */
  readonly diversions: readonly Diversion[]
}

/** `unavailable`: no phone of the step is registered. `unreachable`: a registered phone does not answer at all. */
export const stepCauses = ['busy', 'no-answer', 'unavailable', 'declined', 'unreachable', 'error'] as const
export type StepCause = (typeof stepCauses)[number]

/** A step the call left, and why: its events carry the way it came, so that the last one tells all. */
export type StepLeft = { readonly step: number; readonly cause: StepCause }

export type PlanTarget =
  /** A registered phone of ours. */
  | {
      readonly kind: 'device'
      readonly lineId: string
      readonly deviceId: string
      readonly user: string
      readonly domain: string
      readonly ring?: 'vip'
    }
  /** Outside, through the trunks. `mustAccept`: whoever answers has to press 1. */
  | {
      readonly kind: 'outside'
      readonly lineId: string
      readonly number: PhoneNumber
      readonly mustAccept: boolean
      /** Seconds after which the engine ends the call (TEL-5, TEL-7). */
      readonly longest?: number
    }
  | { readonly kind: 'emergency'; readonly number: string }
  | { readonly kind: 'voicemail'; readonly lineId: string }
  /** Played by the media application, then the call ends with `code`. */
  | { readonly kind: 'announcement'; readonly announcement: Announcement }
  | { readonly kind: 'echo-test' }

export type Announcement = {
  readonly name: AnnouncementName
  /** What is read back, in order: a number, an extension, seconds. */
  readonly say?: readonly string[]
}

export const announcementNames = [
  'not-accepting',
  'anonymous-refused',
  'number-unknown',
  'class-barred',
  'no-trunk',
  'service-suspended',
  'code-unknown',
  'code-refused',
  'forward-set',
  'forward-cancelled',
  'forward-off',
  'forward-is',
  'all-forwards-cancelled',
  'do-not-disturb-on',
  'do-not-disturb-off',
  'call-waiting-on',
  'call-waiting-off',
  'caller-rejected',
  'no-last-caller',
  'anonymous-rejection-on',
  'anonymous-rejection-off',
  'loop-refused',
  'number-refused',
  'line-proved',
] as const
export type AnnouncementName = (typeof announcementNames)[number]

export type Diversion = {
  readonly number: PhoneNumber
  readonly reason: 'unconditional' | 'user-busy' | 'no-answer' | 'unavailable' | 'do-not-disturb' | 'selective'
}

/** Answered with a SIP status instead of ringing anybody. */
export type Refusal = { readonly code: number; readonly reason: string }

/** One row of the precedence table that spoke: `rule` names it, `facts` say with which setting, for the sentences. */
export type Reason = {
  readonly rule: ReasonRule
  readonly lineId: string
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

export const reasonRules = [
  'emergency-call-back',
  'company-blocked',
  'selective-rejection',
  'anonymous-rejection',
  'selective-forward',
  'forward-all',
  'do-not-disturb',
  'vip-passes',
  'unavailable',
  'busy',
  'call-waiting',
  'busy-forward',
  'busy-voicemail',
  'busy-tone',
  'ring-own',
  'ring-together',
  'ring-in-order',
  'no-answer-forward',
  'no-answer-voicemail',
  'unavailable-forward',
  'loop',
  'too-many-diversions',
  'class-barred',
  'nobody-left',
  'line-suspended',
  'dialled-emergency',
  'dialled-inside',
  'dialled-outside',
  'dialled-unknown',
  'dialled-code',
  'no-trunk',
  'limit-reached',
  // Not decided before the call: how it went on.
  'portal-away',
  'transferred',
] as const
export type ReasonRule = (typeof reasonRules)[number]

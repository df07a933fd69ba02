import type { PhoneNumber } from '../phone-number.ts'

/**
 * Everything a line says about its calls (spec/product 2.3, 2.7; guide figures 4 and 10). One document a line, versioned:
 * the Home page shows it, `decide` obeys it, the history keeps each change.
 */

/** Where a call is sent. Extensions and short codes are turned into their line when the setting is saved (2.14). */
export type Destination =
  | { readonly kind: 'number'; readonly number: PhoneNumber }
  | { readonly kind: 'line'; readonly lineId: string }

/** Which callers a list means (2.3 E): a whole number, the beginning of one, a colleague, or those that withhold it. */
export type CallerPattern =
  | {
      readonly kind: 'number'
      readonly number: PhoneNumber /** Added by star code, never shown. */
      readonly hidden?: true
    }
  | { readonly kind: 'prefix' /** E.164 with `+`, as far as it goes: `+3902`. */; readonly prefix: string }
  | { readonly kind: 'line'; readonly lineId: string }
  | { readonly kind: 'anonymous' }

/** ISO 8601 instant at which a do-not-disturb or forward ends by itself; null: until switched off. */
export type Until = string | null

export type RingLeg =
  | { readonly kind: 'device'; readonly deviceId: string }
  | { readonly kind: 'destination'; readonly to: Destination }

export type RingStep = {
  readonly leg: RingLeg /** Seconds from the beginning of the call. */
  readonly from: number
  readonly seconds: number
}

export type SelectiveRule = {
  readonly id: string
  readonly name: string
  readonly on: boolean
  readonly callers: readonly CallerPattern[]
  readonly to: Destination
}

export type CallSettings = {
  readonly doNotDisturb: { readonly on: boolean; readonly until: Until }
  /** "Inoltra le chiamate": wins over do not disturb (2.14, row 5). */
  readonly forwardAll: { readonly on: boolean; readonly to: Destination | null; readonly until: Until }
  /** "Le chiamate in ingresso saranno". `own`: the line's phones, without those in `silent`. */
  readonly ringing: {
    readonly mode: 'own' | 'together' | 'in-order'
    /** Own phones that stay silent in mode `own` and `together`. */
    readonly silent: readonly string[]
    /** Mode `together`: other phones that ring as well; outside ones must press 1 to accept. */
    readonly others: readonly Destination[]
    /** Mode `in-order`: at most six. */
    readonly order: readonly RingStep[]
  }
  readonly noAnswer: {
    readonly on: boolean
    readonly to: Destination | null /** Seconds, 5..90. */
    readonly after: number
  }
  /** "Inoltra alla casella vocale dopo N secondi"; after the forward by at least five. */
  readonly voicemail: { readonly on: boolean; readonly after: number }
  /** "Se il tuo numero è occupato". */
  readonly busy: { readonly action: 'busy-tone' | 'voicemail' | 'forward'; readonly to: Destination | null }
  /** "Inoltro se non si è disponibili": no phone of the line is connected. */
  readonly unavailable: { readonly on: boolean; readonly to: Destination | null }
  readonly selectiveForward: { readonly on: boolean; readonly rules: readonly SelectiveRule[] }
  readonly selectiveRejection: { readonly on: boolean; readonly callers: readonly CallerPattern[] }
  readonly anonymous: 'accept' | 'reject'
  /** They get through do not disturb, with their own ring. */
  readonly vip: readonly CallerPattern[]
  readonly callWaiting: boolean
  readonly identity: {
    readonly withheld: boolean /** A number the company owns; null: the line's own. */
    readonly presented: PhoneNumber | null
  }
  /** The user's own lock on outgoing calls ("Lucchetto"); changed with the PIN. */
  readonly barring: readonly BarrableClass[]
  readonly savedNumbers: readonly { readonly label: string; readonly number: PhoneNumber }[]
}

export const barrableClasses = ['national', 'mobile', 'shared', 'premium', 'international'] as const
export type BarrableClass = (typeof barrableClasses)[number]

export type SettingName = keyof CallSettings
export const settingNames = [
  'doNotDisturb',
  'forwardAll',
  'ringing',
  'noAnswer',
  'voicemail',
  'busy',
  'unavailable',
  'selectiveForward',
  'selectiveRejection',
  'anonymous',
  'vip',
  'callWaiting',
  'identity',
  'barring',
  'savedNumbers',
] as const satisfies readonly SettingName[]

/** Limits that form, server and message share (2.3; DESIGN.md 4 "Seconds"). */
export const limits = {
  seconds: { least: 5, most: 90, step: 5, gap: 5 },
  ringSteps: 6,
  others: 5,
  rules: 20,
  callersPerList: 100,
  savedNumbers: 20,
  label: 40,
} as const

/** A line nobody has touched: own phones ring, voicemail answers after 30 s and when busy. */
export const freshSettings: CallSettings = {
  doNotDisturb: { on: false, until: null },
  forwardAll: { on: false, to: null, until: null },
  ringing: { mode: 'own', silent: [], others: [], order: [] },
  noAnswer: { on: false, to: null, after: 20 },
  voicemail: { on: true, after: 30 },
  busy: { action: 'voicemail', to: null },
  unavailable: { on: false, to: null },
  selectiveForward: { on: false, rules: [] },
  selectiveRejection: { on: false, callers: [] },
  anonymous: 'accept',
  vip: [],
  callWaiting: true,
  identity: { withheld: false, presented: null },
  barring: [],
  savedNumbers: [],
}

import type { DestinationClass } from '../dial-plan/destination-class.ts'
import { type CallLimits, meteredClass, type SomeLimits } from './limits.ts'

/** What has been used already: calls now, calls of the last minute, seconds today in the class that is called. */
export type Use = {
  readonly atOnce: number
  readonly lastMinute: number
  /** Since an administrator last let calls go on. */
  readonly seconds: number
  /** Of the whole day. */
  readonly wholeDay: number
}
export type LegUse = {
  readonly line: Use
  readonly company: Use
  readonly forwarded: { readonly atOnce: number; readonly seconds: number; readonly wholeDay: number }
}

export const limitNames = [
  'line-at-once',
  'line-per-minute',
  'line-minutes',
  'company-at-once',
  'company-per-minute',
  'company-minutes',
  'forwarded-at-once',
  'forwarded-minutes',
] as const
export type LimitName = (typeof limitNames)[number]

export type Verdict = {
  readonly reached?: LimitName
  /** Half used or more: somebody should know. */
  readonly near: readonly LimitName[]
  /** The longest the call may last, null where nothing ends it. */
  readonly seconds: number | null
}

type Row = readonly [name: LimitName, used: number, limit: number]

/**
 * May one more call outside be made? A forwarded leg has its own limits, and counts for its line and company like any other.
 * What the provider has decided (`firm`) is held against the whole day: an administrator lets calls go on below it only.
 */
export function judge(limits: CallLimits, use: LegUse, leg: JudgedLeg, firm: SomeLimits = {}): Verdict {
  const all = rowsOf(limits, use, leg, firm)
  const reached = all.find(([, used, limit]) => used >= limit)?.[0]
  // Of two calls at once one is already half: only what grows slowly is worth a word.
  const near = all.filter(([name, used, limit]) => !name.startsWith('forwarded-at') && limit >= 4 && used >= limit / 2)
  const left = [
    ...all.filter(([name]) => name.endsWith('-minutes')).map(([, used, limit]) => (limit - used) * 60),
    ...(leg.forwarded ? [limits.forwarded.minutesEach * 60] : []),
  ]
  return {
    ...(reached ? { reached } : {}),
    near: [...new Set(near.map(([name]) => name))],
    seconds: left.length === 0 ? null : Math.max(1, Math.floor(Math.min(...left))),
  }
}

/** Which of the day's minutes the calls that go on have used up: each was given all that was left when it began. */
export const minutesUp = (
  limits: CallLimits,
  use: LegUse,
  leg: JudgedLeg,
  firm: SomeLimits = {},
): LimitName | undefined =>
  rowsOf(limits, use, leg, firm).find(([name, used, limit]) => name.endsWith('-minutes') && used >= limit)?.[0]

type JudgedLeg = { readonly class: DestinationClass; readonly forwarded: boolean }
type Used = { readonly seconds: number; readonly wholeDay: number }

/** Every limit that the leg comes under, and how much of it is used. */
function rowsOf(limits: CallLimits, use: LegUse, leg: JudgedLeg, firm: SomeLimits): Row[] {
  const metered = meteredClass(leg.class)
  if (!metered && !leg.forwarded) return []
  const minutes = (name: LimitName, { seconds, wholeDay }: Used, limit: number, decided: number | undefined): Row[] => [
    [name, seconds / 60, limit],
    ...(decided === undefined ? [] : ([[name, wholeDay / 60, decided]] as const)),
  ]
  const of = (name: 'line' | 'company'): Row[] => [
    [`${name}-at-once`, use[name].atOnce, limits[name].atOnce],
    [`${name}-per-minute`, use[name].lastMinute, limits[name].perMinute],
    ...(metered
      ? minutes(
          `${name}-minutes`,
          use[name],
          limits[name].minutesADay[metered],
          firm[name]?.minutesADay?.[metered] ?? undefined,
        )
      : []),
  ]
  const forwarded: Row[] = leg.forwarded
    ? [
        ['forwarded-at-once', use.forwarded.atOnce, limits.forwarded.atOnce],
        ...minutes('forwarded-minutes', use.forwarded, limits.forwarded.minutesADay, firm.forwarded?.minutesADay),
      ]
    : []
  return [...forwarded, ...of('line'), ...of('company')]
}

/** When nobody can count: what costs little goes out, what makes a fraud worth while does not (TEL-7). */
export const goesUncounted = (of: DestinationClass): boolean =>
  !(['premium', 'intl-eu', 'intl-other', 'intl-high-risk', 'satellite'] as DestinationClass[]).includes(of)

import type { DestinationClass } from '../dial-plan/destination-class.ts'

/**
 * How much a line and its company may call outside (spec/security TEL-5, TEL-7). Data, not code: the provider sets the
 * ceiling, the company's administrator may go below it. Emergency calls, calls inside and free numbers are never counted.
 */
export const meteredClasses = [
  'national',
  'mobile',
  'shared',
  'personal',
  'premium',
  'internet',
  'intl-eu',
  'intl-other',
  'intl-high-risk',
  'satellite',
] as const satisfies readonly DestinationClass[]
export type MeteredClass = (typeof meteredClasses)[number]

export const meteredClass = (of: DestinationClass): MeteredClass | undefined =>
  meteredClasses.find((metered) => metered === of)

export type CallCaps = {
  /** Calls outside at the same time. */
  readonly atOnce: number
  readonly perMinute: number
  readonly minutesADay: Readonly<Record<MeteredClass, number>>
}
export type ForwardCaps = { readonly atOnce: number; readonly minutesEach: number; readonly minutesADay: number }
export type CallLimits = { readonly line: CallCaps; readonly company: CallCaps; readonly forwarded: ForwardCaps }

export const standardLimits: CallLimits = {
  line: {
    atOnce: 4,
    perMinute: 10,
    minutesADay: {
      ...{ national: 480, mobile: 360, shared: 120, personal: 60, premium: 30, internet: 60 },
      ...{ 'intl-eu': 120, 'intl-other': 60, 'intl-high-risk': 15, satellite: 15 },
    },
  },
  company: {
    atOnce: 200,
    perMinute: 300,
    minutesADay: {
      ...{ national: 48_000, mobile: 36_000, shared: 1_200, personal: 600, premium: 120, internet: 600 },
      ...{ 'intl-eu': 1_200, 'intl-other': 600, 'intl-high-risk': 60, satellite: 30 },
    },
  },
  forwarded: { atOnce: 2, minutesEach: 60, minutesADay: 120 },
}

/** Some of the limits; what is not said stays. */
export type SomeLimits = {
  readonly line?: SomeCaps | undefined
  readonly company?: SomeCaps | undefined
  readonly forwarded?: { readonly [K in keyof ForwardCaps]?: number | undefined } | undefined
}
type SomeCaps = {
  readonly atOnce?: number | undefined
  readonly perMinute?: number | undefined
  readonly minutesADay?: { readonly [C in MeteredClass]?: number | undefined } | undefined
}

/** The limits with what somebody said put in their place. */
export function withSome(limits: CallLimits, some: SomeLimits): CallLimits {
  return {
    line: capsWith(limits.line, some.line),
    company: capsWith(limits.company, some.company),
    forwarded: { ...limits.forwarded, ...said<keyof ForwardCaps>(some.forwarded) },
  }
}
const capsWith = (caps: CallCaps, some: SomeCaps = {}): CallCaps => ({
  atOnce: some.atOnce ?? caps.atOnce,
  perMinute: some.perMinute ?? caps.perMinute,
  minutesADay: { ...caps.minutesADay, ...said<MeteredClass>(some.minutesADay) },
})
function said<K extends string>(some: { readonly [P in K]?: number | undefined } | undefined): { [P in K]?: number } {
  const pairs = Object.entries<number | undefined>(some ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(pairs) as { [P in K]?: number }
}

/** Never above the ceiling, however it came about: the provider may lower it later. */
export function atMost(limits: CallLimits, ceiling: CallLimits): CallLimits {
  return {
    line: capsAtMost(limits.line, ceiling.line),
    company: capsAtMost(limits.company, ceiling.company),
    forwarded: lower(limits.forwarded, ceiling.forwarded),
  }
}
const capsAtMost = (caps: CallCaps, ceiling: CallCaps): CallCaps => ({
  atOnce: Math.min(caps.atOnce, ceiling.atOnce),
  perMinute: Math.min(caps.perMinute, ceiling.perMinute),
  minutesADay: lower(caps.minutesADay, ceiling.minutesADay),
})
function lower<K extends string>(values: Readonly<Record<K, number>>, ceiling: Readonly<Record<K, number>>) {
  const pairs = (Object.keys(ceiling) as K[]).map((key) => [key, Math.min(values[key], ceiling[key])])
  return Object.fromEntries(pairs) as Record<K, number>
}

/** What has been used already: calls now, calls of the last minute, seconds today in the class that is called. */
export type Use = { readonly atOnce: number; readonly lastMinute: number; readonly seconds: number }
export type LegUse = {
  readonly line: Use
  readonly company: Use
  readonly forwarded: { readonly atOnce: number; readonly seconds: number }
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

/** May one more call outside be made? A forwarded leg has its own limits, and counts for its line and company like any other. */
export function judge(limits: CallLimits, use: LegUse, leg: { class: DestinationClass; forwarded: boolean }): Verdict {
  const metered = meteredClass(leg.class)
  if (!metered && !leg.forwarded) return { near: [], seconds: null }
  const of = (name: 'line' | 'company'): [LimitName, number, number][] => [
    [`${name}-at-once`, use[name].atOnce, limits[name].atOnce],
    [`${name}-per-minute`, use[name].lastMinute, limits[name].perMinute],
    ...(metered
      ? [[`${name}-minutes`, use[name].seconds / 60, limits[name].minutesADay[metered]] as [LimitName, number, number]]
      : []),
  ]
  const forwarded: [LimitName, number, number][] = leg.forwarded
    ? [
        ['forwarded-at-once', use.forwarded.atOnce, limits.forwarded.atOnce],
        ['forwarded-minutes', use.forwarded.seconds / 60, limits.forwarded.minutesADay],
      ]
    : []
  const all = [...forwarded, ...of('line'), ...of('company')]
  const reached = all.find(([, used, limit]) => used >= limit)?.[0]
  // Of two calls at once one is already half: only what grows slowly is worth a word.
  const near = all.filter(([name, used, limit]) => !name.startsWith('forwarded-at') && limit >= 4 && used >= limit / 2)
  const left = [
    ...all.filter(([name]) => name.endsWith('-minutes')).map(([, used, limit]) => (limit - used) * 60),
    ...(leg.forwarded ? [limits.forwarded.minutesEach * 60] : []),
  ]
  return {
    ...(reached ? { reached } : {}),
    near: near.map(([name]) => name),
    seconds: left.length === 0 ? null : Math.max(1, Math.floor(Math.min(...left))),
  }
}

/** When nobody can count: what costs little goes out, what makes a fraud worth while does not (TEL-7). */
export const goesUncounted = (of: DestinationClass): boolean =>
  !(['premium', 'intl-eu', 'intl-other', 'intl-high-risk', 'satellite'] as DestinationClass[]).includes(of)

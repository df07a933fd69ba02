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

/** Undefined: calls of this class are not counted in minutes. */
export const meteredClass = (of: DestinationClass): MeteredClass | undefined =>
  meteredClasses.find((metered) => metered === of)

export type CallCaps = {
  /** Calls outside at the same time. */
  readonly atOnce: number
  readonly perMinute: number
  readonly minutesADay: Readonly<Record<MeteredClass, number>>
}
export type ForwardCaps = { readonly atOnce: number; readonly minutesEach: number; readonly minutesADay: number }
/** Whole cents that calls outside may cost in a day and in a month; null: no cap. */
export type CostCap = { readonly day: number | null; readonly month: number | null }
export type CallLimits = {
  readonly line: CallCaps
  readonly company: CallCaps
  readonly forwarded: ForwardCaps
  readonly cost: { readonly line: CostCap; readonly company: CostCap }
}

const uncapped: CostCap = { day: null, month: null }

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
  cost: { line: uncapped, company: uncapped },
}

/** Some of the limits; what is not said stays. */
export type SomeLimits = {
  readonly line?: SomeCaps | undefined
  readonly company?: SomeCaps | undefined
  readonly forwarded?: { readonly [K in keyof ForwardCaps]?: number | undefined } | undefined
  readonly cost?: { readonly line?: SomeCost | undefined; readonly company?: SomeCost | undefined } | undefined
}
type SomeCost = { readonly [K in keyof CostCap]?: number | null | undefined }
type SomeCaps = {
  readonly atOnce?: number | undefined
  readonly perMinute?: number | undefined
  readonly minutesADay?: { readonly [C in MeteredClass]?: number | undefined } | undefined
}

/** The limits with what somebody said put in their place. */
export const withSome = (limits: CallLimits, some: SomeLimits): CallLimits => join(limits, some) as CallLimits

/** What somebody said before, with what they say now put in its place; parts in which nothing is said are left out. */
export const saidAlso = (before: SomeLimits, now: SomeLimits): SomeLimits =>
  each(join(before, now), (_, said) => said) as SomeLimits

/** Never above the ceiling, however it came about: the provider may lower it later. */
export const atMost = (limits: CallLimits, ceiling: CallLimits): CallLimits =>
  each(ceiling, (path, most) => lower(at(limits, path), most)) as CallLimits

/**
 * What is said of a limit, without what only repeats the ceiling: whoever asks for all there is keeps all there is when the
 * provider raises it.
 */
export const belowCeiling = (some: SomeLimits, ceiling: CallLimits): SomeLimits =>
  each(some as Tree, (path, said) => (said === at(ceiling, path) ? undefined : said)) as SomeLimits

/** Whether something in it is more than the ceiling. */
export const isAbove = (some: SomeLimits, ceiling: CallLimits): boolean =>
  JSON.stringify(withSome(ceiling, some)) !== JSON.stringify(atMost(withSome(ceiling, some), ceiling))

type Value = number | null | undefined
type Tree = { readonly [name: string]: Tree | Value }
const isTree = (one: Tree | Value): one is Tree => typeof one === 'object' && one !== null
const lower = (a: Value, b: Value): Value =>
  typeof a === 'number' && typeof b === 'number' ? Math.min(a, b) : (a ?? b)

function at(tree: Tree | Value, path: readonly string[]): Value {
  let here: Tree | Value = tree
  for (const name of path) here = isTree(here) ? here[name] : undefined
  return isTree(here) ? undefined : here
}

/** The same tree with every value decided anew; one that is decided to be undefined is left out. */
function each(
  tree: Tree,
  decide: (path: readonly string[], value: Value) => Value,
  above: readonly string[] = [],
): Tree {
  const pairs = Object.entries(tree).map(([name, one]) => {
    const path = [...above, name]
    return [name, isTree(one) ? each(one, decide, path) : decide(path, one)] as const
  })
  return Object.fromEntries(
    pairs.filter(([, one]) => one !== undefined && !(isTree(one) && Object.keys(one).length === 0)),
  )
}

/** The second over the first; what it does not say stays. */
function join(tree: Tree, over: Tree): Tree {
  const pairs = Object.entries(over).flatMap(([name, one]): [string, Tree | Value][] => {
    const under = tree[name]
    if (one === undefined) return []
    return [[name, isTree(one) ? join(isTree(under) ? under : {}, one) : one]]
  })
  return { ...tree, ...Object.fromEntries(pairs) }
}

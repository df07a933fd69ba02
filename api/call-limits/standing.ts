import { type CostName, costNames, judgeCost, type Price, type Spent, type Tariff } from '#domain/call-limits/costs.ts'
import { type LimitName, limitNames } from '#domain/call-limits/judge.ts'
import { type CallCaps, type MeteredClass, meteredClass, meteredClasses } from '#domain/call-limits/limits.ts'
import type { DestinationClass } from '#domain/dial-plan/destination-class.ts'
import { italianDay } from '#domain/time-zone.ts'
import type { Said } from './limits.sql.ts'
import { limitsOf } from './limits-of.ts'
import type { findSpent, findUse } from './use.sql.ts'

/** What a line, or its company, has used of one class today; `counted` since calls were last let go on. */
type OfClass = {
  readonly calls: number
  readonly seconds: number
  readonly counted: number
  readonly forwarded: number
  readonly forwardedCounted: number
  readonly millicents: number
}
export type Used = { readonly classes: { readonly [C in MeteredClass]?: OfClass }; readonly spent: Spent }

/** What each has used, of rows of many. */
export function usedBy(
  use: Awaited<ReturnType<typeof findUse>>,
  spent: Awaited<ReturnType<typeof findSpent>>,
): (scope: string) => Used {
  return (scope) => {
    const rows = use.filter((row) => row.scope_id === scope)
    const sum = spent.find((row) => row.scope_id === scope)
    return {
      classes: Object.fromEntries(
        rows.map((row) => [
          row.class,
          {
            ...{ calls: Number(row.calls), seconds: Number(row.seconds), counted: Number(row.counted) },
            ...{ forwarded: Number(row.forwarded ?? 0), forwardedCounted: Number(row.forwarded_counted ?? 0) },
            millicents: Number(row.millicents),
          },
        ]),
      ),
      spent: {
        wholeDay: Number(sum?.day ?? 0),
        day: Number(sum?.day ?? 0) - Number(sum?.let_go ?? 0),
        month: Number(sum?.month ?? 0),
      },
    }
  }
}

/** The limit of minutes that is used most. */
export function nearestOf({ minutesADay }: CallCaps, { classes }: Used) {
  const all = meteredClasses.flatMap((one) => {
    const used = (classes[one]?.counted ?? 0) / 60
    return used > 0 ? [{ class: one, used: Math.ceil(used), limit: minutesADay[one] }] : []
  })
  return all.toSorted((a, b) => b.used / b.limit - a.used / a.limit)[0] ?? null
}

/** Whether what was told of ("reached line-minutes mobile") stops calls still, and who can end that. */
export function isStopped(
  alarm: { readonly what: string; readonly line_id: string | null; readonly at: Date },
  { said, used, day }: { readonly said: Said; readonly used: Used; readonly day: string },
) {
  const [, name = '', ofClass] = alarm.what.split(' ')
  const limit = [...limitNames, ...costNames].find((one) => one === name)
  const class_ = meteredClass(ofClass as DestinationClass) ?? null
  const date = italianDay(alarm.at)
  if (!limit || (limit.endsWith('-month') ? date.slice(0, 7) !== day.slice(0, 7) : date !== day)) return undefined
  const state = limit.includes('-cost-')
    ? costState(limit as CostName, { said, used, lineId: alarm.line_id })
    : minuteState(limit as LimitName, class_, { said, used, lineId: alarm.line_id })
  return state.reached ? { limit, class: class_, mayGoOn: !state.firm && !limit.endsWith('-month') } : undefined
}

type Facts = { readonly said: Said; readonly used: Used; readonly lineId: string | null }

function minuteState(limit: LimitName, ofClass: MeteredClass | null, { said, used, lineId }: Facts) {
  const { limits } = limitsOf(said, lineId ?? undefined)
  const { byProvider } = said
  if (limit === 'forwarded-minutes') {
    const all = Object.values(used.classes)
    const sum = (of: 'forwarded' | 'forwardedCounted') => all.reduce((so, one) => so + one[of], 0) / 60
    const decided = byProvider.forwarded?.minutesADay ?? Number.POSITIVE_INFINITY
    const firm = sum('forwarded') >= decided
    return { firm, reached: firm || sum('forwardedCounted') >= limits.forwarded.minutesADay }
  }
  // So many at once, or in a minute, is over by itself.
  if (!ofClass || !limit.endsWith('-minutes')) return { firm: false, reached: false }
  const whose = limit === 'line-minutes' ? 'line' : 'company'
  const { seconds, counted } = used.classes[ofClass] ?? { seconds: 0, counted: 0 }
  const firm = seconds / 60 >= (byProvider[whose]?.minutesADay?.[ofClass] ?? Number.POSITIVE_INFINITY)
  return { firm, reached: firm || counted / 60 >= limits[whose].minutesADay[ofClass] }
}

function costState(limit: CostName, { said, used, lineId }: Facts) {
  const { limits } = limitsOf(said, lineId ?? undefined)
  const whose = limit.startsWith('line-') ? 'line' : 'company'
  const nothing: Spent = { day: 0, wholeDay: 0, month: 0 }
  const spending = { line: nothing, company: nothing, [whose]: used.spent }
  const none = { day: null, month: null }
  const own = { line: none, company: none, [whose]: limits.cost[whose] }
  const price = dearest(said.tariff)
  const firm = judgeCost({ line: none, company: none }, spending, price, said.byProvider.cost).reached === limit
  return { firm, reached: firm || judgeCost(own, spending, price).reached !== undefined }
}

const dearest = (tariff: Tariff): Price =>
  Object.values(tariff).reduce<Price>(
    (most, one) => (one && one.setUp + one.minute > most.setUp + most.minute ? one : most),
    { setUp: 0, minute: 0 },
  )

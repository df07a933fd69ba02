import { hour, minute } from '../clock.ts'
import type { DestinationClass } from '../dial-plan/destination-class.ts'

/**
 * Patterns of somebody else's hand on the phones (spec/security TEL-8). Any of them holds calls abroad for an hour and
 * tells the administrators, one of whom may let them go on at once.
 */
export const fraudSignals = ['first-abroad', 'abroad-off-hours', 'short-calls', 'forwards-changed'] as const
export type FraudSignal = (typeof fraudSignals)[number]

export const heldFor = hour
/** So many short calls to one prefix within ten minutes, by the whole company. */
export const shortCalls = { many: 5, seconds: 15, within: 10 * minute }
/** Forwards of so many lines changed within the hour before a call is forwarded abroad. */
export const forwardsChanged = { many: 5, within: hour }

export const isAbroad = (of: DestinationClass): boolean =>
  ['intl-eu', 'intl-other', 'intl-high-risk', 'satellite'].includes(of)

/** A country, or a large part of one: what revenue share numbers have in common. */
export const prefixOf = (number: string): string => number.slice(0, 6)

/** What the line and its company have done before. */
export type Past = {
  readonly abroadBefore: boolean
  readonly abroadOffHoursBefore: boolean
  readonly shortCalls: number
  readonly linesWithChangedForwards: number
}

export type Sign = {
  readonly signal: FraudSignal
  /** What is held: calls abroad of the line, or of the whole company. */
  readonly holds: 'line' | 'company'
  /** Not even this call goes out. A first call in the day does: it may well be somebody's first customer there. */
  readonly stopsThis: boolean
}

export function signOf(
  call: { readonly class: DestinationClass; readonly forwarded: boolean; readonly at: Date },
  past: Past,
): Sign | undefined {
  if (!isAbroad(call.class)) return undefined
  if (past.shortCalls >= shortCalls.many) return { signal: 'short-calls', holds: 'company', stopsThis: true }
  if (call.forwarded && past.linesWithChangedForwards >= forwardsChanged.many)
    return { signal: 'forwards-changed', holds: 'company', stopsThis: true }
  if (isOffHours(call.at) && !past.abroadOffHoursBefore)
    return { signal: 'abroad-off-hours', holds: 'line', stopsThis: true }
  return past.abroadBefore ? undefined : { signal: 'first-abroad', holds: 'line', stopsThis: false }
}

const rome = /* @__PURE__ */ new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Rome',
  hourCycle: 'h23',
  ...({ weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' } as const),
})

/** Day, month and hour as they are in Italy, whatever the server's clock shows. */
export function italianDay(at: Date) {
  const part = Object.fromEntries(rome.formatToParts(at).map(({ type, value }) => [type, value]))
  const { year = '', month = '', day = '', hour: ofDay = '', weekday = '' } = part
  return {
    date: `${year}-${month}-${day}`,
    year: Number(year),
    dayOfYear: `${month}-${day}`,
    hour: Number(ofDay),
    weekday,
  }
}

/** From ten in the evening to six, Sundays and holidays. */
export function isOffHours(at: Date): boolean {
  const { hour: ofDay, weekday, year, dayOfYear } = italianDay(at)
  return (
    ofDay >= 22 || ofDay < 6 || weekday === 'Sun' || holidays.includes(dayOfYear) || dayOfYear === easterMonday(year)
  )
}

const holidays = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26']

/** O'Beirne's rule for the Gregorian Easter, and the day after. */
function easterMonday(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sunday = new Date(Date.UTC(year, Math.floor((h + l - 7 * m + 114) / 31) - 1, ((h + l - 7 * m + 114) % 31) + 1))
  return new Date(sunday.getTime() + 24 * hour).toISOString().slice(5, 10)
}

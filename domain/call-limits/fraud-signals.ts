import { hour, minute } from '../clock.ts'
import type { DestinationClass } from '../dial-plan/destination-class.ts'
import { type TimeZone, wallClock } from '../time-zone.ts'

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

/** Satellites count as abroad. */
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

/**
 * The first sign that this call gives, the worst one first (spec/security TEL-8); undefined: it looks as usual. Only
 * calls abroad give any.
 */
export function signOf(
  call: { readonly class: DestinationClass; readonly forwarded: boolean; readonly at: Date; readonly zone: TimeZone },
  past: Past,
): Sign | undefined {
  if (!isAbroad(call.class)) return undefined
  if (past.shortCalls >= shortCalls.many) return { signal: 'short-calls', holds: 'company', stopsThis: true }
  if (call.forwarded && past.linesWithChangedForwards >= forwardsChanged.many)
    return { signal: 'forwards-changed', holds: 'company', stopsThis: true }
  if (isOffHours(call.at, call.zone) && !past.abroadOffHoursBefore)
    return { signal: 'abroad-off-hours', holds: 'line', stopsThis: true }
  return past.abroadBefore ? undefined : { signal: 'first-abroad', holds: 'line', stopsThis: false }
}

/**
 * From ten in the evening to six, Sundays and holidays, by the clock of the line's Sede: nobody is in the office then, and
 * whoever calls abroad may not be one of its people. The holidays are those of the company, which is Italian.
 */
export function isOffHours(at: Date, zone: TimeZone): boolean {
  const { year, month, day, hour: ofDay } = wallClock(at, zone)
  const midnight = new Date(Date.UTC(year, month - 1, day))
  const dayOfYear = midnight.toISOString().slice(5, 10)
  const isSunday = midnight.getUTCDay() === 0
  return ofDay >= 22 || ofDay < 6 || isSunday || holidays.includes(dayOfYear) || dayOfYear === easterMonday(year)
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

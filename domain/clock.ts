/** Tells the time. Rules take a `Date`; only the edges (`api`, `setup`) hold a clock. */
export type Clock = () => Date

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

export const systemClock: Clock = () => new Date()

/**
 * A clock that runs ahead of (or, with a leading minus, behind) another one: how demos and tests reach the
 * 366th day.
 * @param isoDuration ISO 8601: `P366D`, `PT1H`, `P1DT2H`, `-P1D`.
 * @throws {RangeError} when it is no such duration.
 */
export function offsetClock(isoDuration: string, base: Clock = systemClock): Clock {
  const offset = readDuration(isoDuration)
  return () => new Date(base().getTime() + offset)
}

// No years and months: they have no fixed length.
const duration = /^([+-])?P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/**
 * Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds.
 * @throws {RangeError} on anything else, and on more than the calendar of `Date` can hold.
 */
export function readDuration(isoDuration: string): number {
  const [whole, sign, ...counts] = duration.exec(isoDuration) ?? []
  const milliseconds = [7 * day, day, hour, minute, second].reduce(
    (sum, unit, i) => sum + unit * Number(counts[i] ?? 0),
    0,
  )
  if (whole === undefined || milliseconds > 100_000_000 * day) {
    throw new RangeError(`Not an ISO 8601 duration such as P366D or PT1H: ${isoDuration}`)
  }
  return sign === '-' ? -milliseconds : milliseconds
}

/** Days of 24 hours: the 365 days of a password are 365 × 24 h, whatever summer time does (spec/security 2.3). */
export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * day)
}

/** Adds milliseconds, written with the units above: `later(now, 15 * minute)`. */
export function later(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds)
}

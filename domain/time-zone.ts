declare const checked: unique symbol

/** The clock on the wall of a Sede: a name of the IANA tz database (RFC 6557), `Europe/London`. */
export type TimeZone = string & { readonly [checked]: true }

/** Where nothing else is said; and always for what law and contract fix (docs/decisions/0014-time-zones.md). */
export const italianTime = 'Europe/Rome' as TimeZone

/**
 * A zone as written, in its own spelling; undefined when there is none of that name. Only places are Sedi: `UTC`, `+02:00`
 * and `Etc/GMT-2` have no summer time, and whoever meant a place would be an hour wrong for half of the year.
 */
export function readTimeZone(written: string): TimeZone | undefined {
  if (written.length > 40 || !/^(?!etc\/)[a-z]+\/[a-z][a-z0-9_+/-]*$/i.test(written)) return undefined
  try {
    return clockOf(written as TimeZone).resolvedOptions().timeZone as TimeZone
  } catch {
    return undefined
  }
}

/** The city that a zone is named after, as the tz database writes it: `London`, `New York`. Its words: `time-zones`. */
export const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')

/** What a clock on the wall shows. */
export type Wall = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

/** What the clock of a place shows at an instant. */
export function wallClock(at: Date | number, zone: TimeZone): Wall {
  const read = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<keyof Wall, number>
  const { year, month, day, hour, minute } = read
  return { year, month, day, hour, minute }
}

/** `2026-11-23`: the day of a place at an instant. */
export function dayIn(at: Date | number, zone: TimeZone): string {
  const { year, month, day } = wallClock(at, zone)
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

/** The day it is in Italy, `2026-11-22`: by it law, contracts and limits count, whatever the clock of server and Sede shows (decision 14). */
export const italianDay = (at: Date): string => dayIn(at, italianTime)

/**
 * The instant, in milliseconds, at which the clock of a place shows this; days beyond the month’s end run on into the next.
 * Shown twice (the clocks went back): the first time. Never shown (they went forward): as much later, so that a day that
 * begins without a midnight begins at one (RFC 5545, 3.3.5).
 */
export function instantOf({ year, month, day, hour, minute }: Wall, zone: TimeZone): number {
  const wanted = Date.UTC(year, month - 1, day, hour, minute)
  const ahead = (at: number) => {
    const wall = wallClock(at, zone)
    return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute) - at
  }
  const [before, after] = [ahead(wanted - aDay), ahead(wanted + aDay)]
  // Where they went back `before` is the greater, and its instant the earlier.
  const shown = [before, after].map((offset) => wanted - offset).find((at) => at + ahead(at) === wanted)
  return shown ?? wanted - before
}

const aDay = 86_400_000

/** Making one takes a telephone 80 ms, so each is made once, and none before it is needed. */
const clocks = new Map<TimeZone, Intl.DateTimeFormat>()

function clockOf(zone: TimeZone): Intl.DateTimeFormat {
  const kept = clocks.get(zone)
  if (kept) return kept
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    ...({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const),
  })
  // What anybody types becomes a zone only by its own name; there are some six hundred spellings.
  if (clocks.size < 1_000) clocks.set(zone, made)
  return made
}

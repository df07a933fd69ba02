import type { Until } from '#domain/call-handling/settings.ts'
import { instantOf, type TimeZone, type Wall, wallClock } from '#domain/time-zone.ts'

/** Ends are told and chosen by the clock of the line’s Sede (decisions 10 and 14), whatever the computer’s own time zone. */

/** The ends offered by name (spec/product 7.2 idea 3); any other is written as day and hour. */
export const untilChoices = ['always', 'today', 'tomorrow', 'monday'] as const
export type UntilChoice = (typeof untilChoices)[number]

const opening = { hour: 8, minute: 30 }

/** The instant that a choice means now. */
export function untilOf(choice: UntilChoice, now: number, zone: TimeZone): Until {
  if (choice === 'always') return null
  const today = wallClock(now, zone)
  const iso = (wall: Wall) => new Date(instantOf(wall, zone)).toISOString()
  if (choice === 'today') return iso({ ...today, day: today.day + 1, hour: 0, minute: 0 })
  if (choice === 'tomorrow') return iso({ ...today, day: today.day + 1, ...opening })
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay()
  return iso({ ...today, day: today.day + ((1 - weekday + 7) % 7 || 7), ...opening })
}

/** Which named choice an end is, if any: the same instant, whichever way it was written. */
export function choiceOf(until: Until, now: number, zone: TimeZone): UntilChoice | undefined {
  const same = (choice: UntilChoice) => Date.parse(untilOf(choice, now, zone) ?? '') === Date.parse(until ?? '')
  return until === null ? 'always' : untilChoices.slice(1).find(same)
}

/** `2026-11-23T08:30`, as `<input type="datetime-local">` wants it, on the clock of the Sede. */
export function toField(at: number, zone: TimeZone): string {
  const { year, month, day, hour, minute } = wallClock(at, zone)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

/** The instant a `datetime-local` field says; undefined while it is incomplete. */
export function fromField(value: string, zone: TimeZone): number | undefined {
  const read = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(value)?.slice(1).map(Number)
  if (!read) return undefined
  const [year, month, day, hour, minute] = read as [number, number, number, number, number]
  return instantOf({ year, month, day, hour, minute }, zone)
}

/** How an end is told: its kind, and the words it needs. */
export type UntilTold =
  | { kind: 'today' | 'tomorrow' | 'weekday' | 'date'; day: string; time: string }
  | { kind: 'all-day' }
  | undefined

/** `per oggi`, `fino alle 18:00`, `fino a domani alle 08:30`, `fino a lunedì alle 08:30`, `fino al 24/12/2026 …`. */
export function tellUntil(until: Until, now: number, language: string, timeZone: TimeZone): UntilTold {
  if (until === null) return undefined
  const at = Date.parse(until)
  if (at === Date.parse(untilOf('today', now, timeZone)!)) return { kind: 'all-day' }
  const end = wallClock(at, timeZone)
  const today = wallClock(now, timeZone)
  const apart = Math.round(
    (Date.UTC(end.year, end.month - 1, end.day) - Date.UTC(today.year, today.month - 1, today.day)) / 86_400_000,
  )
  const time = `${String(end.hour).padStart(2, '0')}:${String(end.minute).padStart(2, '0')}`
  const kind = apart <= 0 ? 'today' : apart === 1 ? 'tomorrow' : apart < 7 ? 'weekday' : 'date'
  const day =
    kind === 'weekday'
      ? new Intl.DateTimeFormat(language, { timeZone, weekday: 'long' }).format(at)
      : new Intl.DateTimeFormat('it-IT', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(at)
  return { kind, day, time }
}

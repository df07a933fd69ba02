import type { Until } from '#domain/call-handling/settings.ts'

/** Ends are told and chosen on the office clock (decision 10), whatever the computer’s own time zone. */
const timeZone = 'Europe/Rome'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

type Wall = { year: number; month: number; day: number; hour: number; minute: number }

/** What the office clock shows at an instant. */
export function officeClock(at: number): Wall {
  const read = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return { year: read.year!, month: read.month!, day: read.day!, hour: read.hour!, minute: read.minute! }
}

/** The instant at which the office clock shows this; days beyond the month’s end run on into the next. */
export function officeInstant({ year, month, day, hour, minute }: Wall): number {
  const wanted = Date.UTC(year, month - 1, day, hour, minute)
  const shown = (at: number) => {
    const wall = officeClock(at)
    return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute)
  }
  // The second step corrects a first guess on the other side of a change of the clocks.
  let at = wanted
  for (let step = 0; step < 2; step += 1) at = wanted - (shown(at) - at)
  return at
}

/** The ends offered by name (spec/product 7.2 idea 3); any other is written as day and hour. */
export const untilChoices = ['always', 'today', 'tomorrow', 'monday'] as const
export type UntilChoice = (typeof untilChoices)[number]

const opening = { hour: 8, minute: 30 }

/** The instant that a choice means now. */
export function untilOf(choice: UntilChoice, now: number): Until {
  const today = officeClock(now)
  if (choice === 'always') return null
  if (choice === 'today') return iso({ ...today, day: today.day + 1, hour: 0, minute: 0 })
  if (choice === 'tomorrow') return iso({ ...today, day: today.day + 1, ...opening })
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay()
  return iso({ ...today, day: today.day + ((1 - weekday + 7) % 7 || 7), ...opening })
}

const iso = (wall: Wall): string => new Date(officeInstant(wall)).toISOString()

/** Which named choice an end is, if any: the same instant, whichever way it was written. */
export function choiceOf(until: Until, now: number): UntilChoice | undefined {
  const same = (choice: UntilChoice) => Date.parse(untilOf(choice, now) ?? '') === Date.parse(until ?? '')
  return until === null ? 'always' : untilChoices.slice(1).find(same)
}

/** `2026-11-23T08:30`, as `<input type="datetime-local">` wants it, on the office clock. */
export function toField(at: number): string {
  const { year, month, day, hour, minute } = officeClock(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

/** The instant a `datetime-local` field says; undefined while it is incomplete. */
export function fromField(value: string): number | undefined {
  const read = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(value)?.slice(1).map(Number)
  if (!read) return undefined
  const [year, month, day, hour, minute] = read as [number, number, number, number, number]
  return officeInstant({ year, month, day, hour, minute })
}

/** How an end is told: its kind, and the words it needs. */
export type UntilTold =
  | { kind: 'today' | 'tomorrow' | 'weekday' | 'date'; day: string; time: string }
  | { kind: 'all-day' }
  | undefined

/** `per oggi`, `fino alle 18:00`, `fino a domani alle 08:30`, `fino a lunedì alle 08:30`, `fino al 24/12/2026 …`. */
export function tellUntil(until: Until, now: number, language: string): UntilTold {
  if (until === null) return undefined
  const at = Date.parse(until)
  if (at === Date.parse(untilOf('today', now)!)) return { kind: 'all-day' }
  const end = officeClock(at)
  const today = officeClock(now)
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

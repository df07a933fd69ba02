import type { TFunction } from 'i18next'

/** Times are shown as on the office clock (decision 10), whatever the computer’s own time zone. */
const timeZone = 'Europe/Rome'

const formats = {
  day: new Intl.DateTimeFormat('it-IT', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' }),
  clock: new Intl.DateTimeFormat('it-IT', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
}

/** `14/10/2025`, in both languages: the office’s papers say it so. */
export const showDay = (instant: string): string => formats.day.format(new Date(instant))

/** `14/10/2025 09:41` */
export const showInstant = (instant: string): string => `${showDay(instant)} ${formats.clock.format(new Date(instant))}`

/** Whether an instant is on the same office day as now, or on the one before. */
export function dayOf(instant: string, now: number): 'today' | 'yesterday' | 'earlier' {
  const day = showDay(instant)
  if (day === formats.day.format(now)) return 'today'
  return day === dayBefore(now) ? 'yesterday' : 'earlier'
}

/** Noon less 24 hours is the day before, also when the clocks change. */
function dayBefore(now: number): string {
  const sinceNoon = (Number(formats.clock.format(now).slice(0, 2)) - 12) * 3_600_000
  return formats.day.format(now - sinceNoon - 24 * 3_600_000)
}

/** `oggi alle 09:41`, `ieri alle 18:20`, else the date and time. */
export function showRecent(instant: string, now: number, t: TFunction<'activity'>): string {
  const day = dayOf(instant, now)
  if (day === 'earlier') return showInstant(instant)
  return t(`time.${day}`, { time: formats.clock.format(new Date(instant)) })
}

/** `08:40`, for an instant in milliseconds. */
export const showClock = (at: number): string => formats.clock.format(at)

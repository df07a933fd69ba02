import type { TFunction } from 'i18next'
import { dayIn, instantOf, italianTime, type TimeZone, wallClock } from '#domain/time-zone.ts'

/**
 * Times are shown by a clock on a wall, whatever the computer’s own: one’s own pages by that of one’s Sede (`myZone`), a
 * line’s settings by that of the line’s, all that a company or the provider keeps by the Italian one (decision 14).
 */

/** `14/10/2025`, in both languages: the office’s papers say it so. */
export function showDay(instant: string | number, zone: TimeZone = italianTime): string {
  const { year, month, day } = wallClock(new Date(instant), zone)
  return `${two(day)}/${two(month)}/${year}`
}

/** `14/10/2025 09:41` */
export const showInstant = (instant: string, zone?: TimeZone): string =>
  `${showDay(instant, zone)} ${showClock(Date.parse(instant), zone)}`

/** Whether an instant is on the same day as now, or on the one before. */
export function dayOf(instant: string, now: number, zone: TimeZone = italianTime): 'today' | 'yesterday' | 'earlier' {
  const day = dayIn(new Date(instant), zone)
  if (day === dayIn(now, zone)) return 'today'
  const today = wallClock(now, zone)
  const noonBefore = instantOf({ ...today, day: today.day - 1, hour: 12, minute: 0 }, zone)
  return day === dayIn(noonBefore, zone) ? 'yesterday' : 'earlier'
}

/** `oggi alle 09:41`, `ieri alle 18:20`, else the date and time. */
export function showRecent(instant: string, now: number, t: TFunction<'activity'>, zone?: TimeZone): string {
  const day = dayOf(instant, now, zone)
  if (day === 'earlier') return showInstant(instant, zone)
  return t(`time.${day}`, { time: showClock(Date.parse(instant), zone) })
}

/** `08:40`, for an instant in milliseconds. */
export function showClock(at: number, zone: TimeZone = italianTime): string {
  const { hour, minute } = wallClock(at, zone)
  return `${two(hour)}:${two(minute)}`
}

const two = (value: number): string => String(value).padStart(2, '0')

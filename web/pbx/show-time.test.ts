import { expect, it } from 'vitest'
import type { TimeZone } from '#domain/time-zone.ts'
import { dayOf, showClock, showDay, showInstant } from './show-time.ts'

const at = (text: string): number => Date.parse(text)

it('shows the office’s day and hour, not UTC’s', () => {
  expect(showDay('2025-10-13T22:30:00.000Z')).toBe('14/10/2025')
  expect(showInstant('2025-10-13T22:30:00.000Z')).toBe('14/10/2025 00:30')
  expect(showInstant('2025-12-01T08:05:00.000Z')).toBe('01/12/2025 09:05')
})

it.each([
  ['a minute ago', '2025-10-14T09:59:00Z', '2025-10-14T10:00:00Z', 'today'],
  ['just after midnight in Rome', '2025-10-13T22:01:00Z', '2025-10-14T10:00:00Z', 'today'],
  ['just before midnight in Rome', '2025-10-13T21:59:00Z', '2025-10-14T10:00:00Z', 'yesterday'],
  ['the day before the clocks went back', '2025-10-25T10:00:00Z', '2025-10-26T22:30:00Z', 'yesterday'],
  ['the day before the clocks went on', '2025-03-29T12:00:00Z', '2025-03-29T23:30:00Z', 'yesterday'],
  ['two days ago', '2025-10-12T10:00:00Z', '2025-10-14T10:00:00Z', 'earlier'],
] as const)('%s is %s → %s', (_, instant, now, day) => {
  expect(dayOf(instant, at(now))).toBe(day)
})

it('one’s own pages show the day and hour of one’s Sede', () => {
  const zone = 'America/New_York' as TimeZone
  expect(showInstant('2025-10-14T01:30:00.000Z', zone)).toBe('13/10/2025 21:30')
  expect(showClock(at('2025-10-14T01:30:00Z'), zone)).toBe('21:30')
  expect(dayOf('2025-10-14T01:30:00Z', at('2025-10-14T03:59:00Z'), zone)).toBe('today')
  expect(dayOf('2025-10-14T01:30:00Z', at('2025-10-14T04:00:00Z'), zone)).toBe('yesterday')
})

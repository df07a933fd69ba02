import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, hour, later, minute } from '#domain/clock.ts'
import { expiryWindows } from './expiry-thresholds.ts'

const now = new Date('2026-06-01T09:00:00Z')
const noticesFor = (ends: Date) =>
  expiryWindows(now)
    .filter(({ after, until }) => ends > after && ends <= until)
    .map(({ notice }) => notice)

test.each([
  [30.01, []],
  [30, [30]],
  [20, [30]],
  [14, [14]],
  [7.5, [14]],
  [7, [7]],
  [3, [3]],
  [1, [1]],
  [0.01, [1]],
  [0, [0]],
  [-13, [0]],
  [-14, []],
])('%d days before the end: %j', (days, notices) => {
  expect(noticesFor(addDays(now, days))).toEqual(notices)
})

test('never two notices at once', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 * 24 }), (hours) => noticesFor(later(now, hours * hour)).length <= 1),
  )
})

test('since an earlier look only what has newly come into a window', () => {
  const since = later(now, -minute)
  const found = (ends: Date) => expiryWindows(now, since).some(({ after, until }) => ends > after && ends <= until)
  for (const days of [30, 14, 7, 3, 1, 0]) {
    expect(found(addDays(now, days)), `${days} days`).toBe(true)
    expect(found(later(addDays(since, days), 1)), `${days} days and nearly a minute ago`).toBe(true)
    expect(found(addDays(since, days)), `${days} days a minute ago`).toBe(false)
  }
})

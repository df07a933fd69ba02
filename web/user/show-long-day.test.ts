import { expect, it } from 'vitest'
import { showLongDay } from './show-long-day.ts'

it.each([
  ['it', '2025-10-14T10:00:00.000Z', '14 ottobre 2025'],
  ['en', '2025-10-14T10:00:00.000Z', '14 October 2025'],
  ['it', '2025-12-31T23:30:00.000Z', '1 gennaio 2026'],
] as const)('in %s %s is %s, by the office clock', (language, instant, day) => {
  expect(showLongDay(instant, language)).toBe(day)
})

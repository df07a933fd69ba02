import { expect, test } from 'vitest'
import { latestEvening } from './evening.ts'

const cases = [
  ['winter, one minute before', '2026-01-15T16:59:00Z', '2026-01-14T17:00:00Z'],
  ['winter, at six', '2026-01-15T17:00:00Z', '2026-01-15T17:00:00Z'],
  ['summer, one minute before', '2026-07-15T15:59:00Z', '2026-07-14T16:00:00Z'],
  ['summer, at six', '2026-07-15T16:00:00Z', '2026-07-15T16:00:00Z'],
  ['after midnight in Italy', '2026-07-15T22:30:00Z', '2026-07-15T16:00:00Z'],
  ['the day summer time begins', '2026-03-29T16:00:00Z', '2026-03-29T16:00:00Z'],
  ['the morning summer time begins', '2026-03-29T08:00:00Z', '2026-03-28T17:00:00Z'],
  ['the day summer time ends', '2026-10-25T17:00:00Z', '2026-10-25T17:00:00Z'],
  ['the morning summer time ends', '2026-10-25T08:00:00Z', '2026-10-24T16:00:00Z'],
  ['New Year’s morning', '2026-01-01T08:00:00Z', '2025-12-31T17:00:00Z'],
] as const

test.each(cases)('%s', (_name, now, evening) => {
  expect(latestEvening(new Date(now))).toEqual(new Date(evening))
})

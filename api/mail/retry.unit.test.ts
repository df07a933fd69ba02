import { expect, test } from 'vitest'
import { day, hour, later, second } from '#domain/clock.ts'
import { nextAttempt } from './retry.ts'

const createdAt = new Date('2026-03-02T09:00:00Z')
const wait = (attempts: number, chance: number) =>
  (nextAttempt({ createdAt, attempts }, createdAt, chance)?.getTime() ?? Number.NaN) - createdAt.getTime()

test.each([
  [1, 10 * second],
  [2, 20 * second],
  [5, 160 * second],
  [10, hour],
  [30_000, hour],
])('after attempt %i it waits at most %i ms, and at least half of it', (attempts, longest) => {
  expect(wait(attempts, 1)).toBe(longest)
  expect(wait(attempts, 0)).toBe(longest / 2)
})

test('the last attempt falls on the end of the day, then none', () => {
  const letter = { createdAt, attempts: 30 }
  expect(nextAttempt(letter, later(createdAt, day - second), 1)).toEqual(later(createdAt, day))
  expect(nextAttempt(letter, later(createdAt, day), 1)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { bars, loudnessBars } from './loudness.ts'

test('silence is flat, a loud half stands out, and noise is not blown up', () => {
  expect([...loudnessBars(new Int16Array(9_600))]).toEqual(Array(bars).fill(0))
  const half = Int16Array.from({ length: 9_600 }, (_, i) => (i < 4_800 ? 0 : i % 2 ? 8_000 : -8_000))
  const drawn = loudnessBars(half)
  expect([drawn[0], drawn[47], drawn[48], drawn[95]]).toEqual([0, 0, 255, 255])
  expect(Math.max(...loudnessBars(Int16Array.from({ length: 960 }, (_, i) => (i % 2 ? 2 : -2))))).toBeLessThan(30)
})

test('a message shorter than the bars is no fault', () => {
  expect(loudnessBars(Int16Array.of(1_000))).toHaveLength(bars)
})

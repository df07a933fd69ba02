import { expect, it } from 'vitest'
import { everyFrame } from './pacer.ts'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

it('beats every 20 ms, also for several, until it is told to stop', async () => {
  const counts = [0, 0]
  const begin = performance.now()
  const stops = counts.map((_, i) =>
    everyFrame(() => {
      counts[i]! += 1
    }),
  )
  await pause(250)
  stops[0]!()
  const after = [counts[0], (performance.now() - begin) / 20] as const
  await pause(100)
  stops[1]!()
  expect(Math.abs(after[0]! - after[1])).toBeLessThan(2.5)
  expect(counts[0]).toBe(after[0])
  expect(counts[1]! - counts[0]!).toBeGreaterThan(2)
})

it('makes up for what a busy process missed, up to half a second', async () => {
  let count = 0
  const stop = everyFrame(() => {
    count += 1
  })
  hold(200)
  await pause(5)
  expect(count).toBeGreaterThanOrEqual(10)
  count = 0
  hold(1500)
  await pause(5)
  stop()
  expect(count).toBeGreaterThanOrEqual(25)
  expect(count).toBeLessThan(32)
})

function hold(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

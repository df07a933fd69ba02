import { expect, it, vi } from 'vitest'
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
  await vi.waitFor(() => expect(counts[0]).toBeGreaterThanOrEqual(12), 15_000)
  // Never ahead of the clock: the first beat is at once.
  const due = (performance.now() - begin) / 20 + 1
  stops[0]!()
  const stopped = counts[0]!
  expect(stopped).toBeLessThanOrEqual(due)
  await vi.waitFor(() => expect(counts[1]! - stopped).toBeGreaterThan(2), 15_000)
  stops[1]!()
  expect(counts[0]).toBe(stopped)
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
  // All of them would be 75; a busy machine adds some while we wait.
  expect(count).toBeLessThan(60)
})

function hold(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

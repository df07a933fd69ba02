import { expect, test } from 'vitest'
import { freeSoundPorts } from './sound-ports.ts'

test('two relays of one machine share no port', async () => {
  const ranges = await Promise.all([freeSoundPorts(), freeSoundPorts(), freeSoundPorts()])
  for (const [first, last] of ranges) {
    expect(last - first).toBeGreaterThan(300)
    for (const [otherFirst, otherLast] of ranges)
      if (first !== otherFirst) expect(last + 1 < otherFirst || otherLast + 1 < first).toBe(true)
  }
  expect(new Set(ranges.map(([first]) => first)).size).toBe(3)
})

import { setTimeout } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { Kept } from './kept.ts'

test('what has grown old is still given, and read again behind it, once for all who ask', async () => {
  const read: string[] = []
  const kept = new Kept<string>(
    10,
    async (key) => {
      read.push(key)
      kept.set(key, 'new')
    },
    5,
  )
  kept.set('a', 'old')
  kept.set('b', 'old')
  expect([kept.get('a'), kept.get('b')]).toEqual(['old', 'old'])
  await setTimeout(20)
  expect(read).toEqual([])
  kept.growOld()
  // Its least age is a millisecond, seen at every tenth of a second.
  await vi.waitFor(() => expect([kept.get('a'), kept.get('a')].at(-1)).toBe('new'), 15_000)
  expect(read).toEqual(['a'])
  await vi.waitFor(() => expect(kept.get('b')).toBe('new'), 15_000)
  expect(read).toEqual(['a', 'b'])
})

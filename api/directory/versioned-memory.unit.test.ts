import { expect, it } from 'vitest'
import { createVersionedMemory } from './versioned-memory.ts'

it('keeps a value with the version it was true for', () => {
  const memory = createVersionedMemory<string>(10_000, (value) => value.length)
  expect(memory.recall('a')).toBeUndefined()
  memory.keep('a', 7, 'seven')
  memory.keep('a', 8, 'eight')
  expect(memory.recall('a')).toEqual({ version: 8, value: 'eight' })
})

it('forgets what was used longest ago when it is full, and never takes what is too large', () => {
  const memory = createVersionedMemory<string>(1_600, (value) => value.length)
  memory.keep('a', 1, 'a'.repeat(200))
  memory.keep('b', 1, 'b'.repeat(200))
  memory.recall('a')
  memory.keep('c', 1, 'c'.repeat(200))
  expect([memory.recall('a'), memory.recall('b'), memory.recall('c')].map(Boolean)).toEqual([true, false, true])
  expect(memory.keep('d', 1, 'd'.repeat(2_000)).value).toHaveLength(2_000)
  expect(memory.recall('d')).toBeUndefined()
})

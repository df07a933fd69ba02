import { LRUCache } from 'lru-cache'
import { expect, it } from 'vitest'
import { atMost } from './at-most.ts'

it('keeps so many, and lets go of what was used longest ago', () => {
  const cache = new LRUCache<string, { n: number }>({ ...atMost(3), ttl: 60_000, allowStale: true })
  for (const n of [1, 2, 3]) cache.set(`${n}`, { n })
  cache.get('1')
  cache.set('4', { n: 4 })
  cache.set('4', { n: 5 })
  expect([...cache.keys()].toSorted()).toEqual(['1', '3', '4'])
  cache.delete('3')
  cache.set('6', { n: 6 })
  expect([...cache.values()].map(({ n }) => n).toSorted()).toEqual([1, 5, 6])
  cache.clear()
  expect(cache.size).toBe(0)
})

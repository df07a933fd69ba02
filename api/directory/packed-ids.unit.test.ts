import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countIds, idsBetween } from './packed-ids.ts'

const pack = (ids: readonly string[]) => Buffer.from(ids.join('').replaceAll('-', ''), 'hex')

it('gives the slice of an order, forwards and backwards', () => {
  const ids = Array.from({ length: 60 }, () => randomUUID())
  fc.assert(
    fc.property(fc.nat(80), fc.nat(80), fc.boolean(), (from, length, backwards) => {
      const order = backwards ? ids.toReversed() : ids
      expect(idsBetween(pack(ids), from, from + length, backwards)).toEqual(order.slice(from, from + length))
    }),
  )
  expect(countIds(pack(ids))).toBe(60)
  expect(countIds(pack([]))).toBe(0)
})

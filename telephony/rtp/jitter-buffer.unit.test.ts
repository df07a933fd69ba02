import { expect, it } from 'vitest'
import { jitterBuffer } from './jitter-buffer.ts'

const frame = (n: number) => Int16Array.of(n)
const taken = (buffer: ReturnType<typeof jitterBuffer>, times: number) =>
  Array.from({ length: times }, () => buffer.take()?.[0])

it('waits for three, then plays in order whatever came first', () => {
  const buffer = jitterBuffer()
  buffer.put(0xffff, frame(1))
  buffer.put(1, frame(3))
  expect(buffer.take()).toBeUndefined()
  buffer.put(0, frame(2))
  expect(taken(buffer, 4)).toEqual([1, 2, 3, undefined])
})

it('passes over what is lost, and leaves out what comes too late', () => {
  const buffer = jitterBuffer()
  for (const n of [1, 2, 4]) buffer.put(n, frame(n))
  expect(taken(buffer, 3)).toEqual([1, 2, undefined])
  buffer.put(3, frame(3))
  buffer.put(5, frame(5))
  expect(taken(buffer, 2)).toEqual([4, 5])
})

it('never grows old', () => {
  const buffer = jitterBuffer()
  for (let n = 0; n < 40; n += 1) buffer.put(n, frame(n))
  expect(buffer.take()?.[0]).toBe(28)
})

it('begins anew with another source', () => {
  const buffer = jitterBuffer()
  for (const n of [1, 2, 3]) buffer.put(n, frame(n))
  buffer.take()
  for (const n of [9001, 9002, 9003]) buffer.put(n, frame(n))
  expect(taken(buffer, 3)).toEqual([9001, 9002, 9003])
})

import { expect, it } from 'vitest'
import { keyPayloads, keyReader } from './dtmf.ts'

it('sends a key for 100 ms, its end three times', () => {
  const packets = keyPayloads('#').map(({ payload, first }) => ({
    key: payload[0],
    end: (payload[1]! & 0x80) !== 0,
    duration: (payload[2]! << 8) | payload[3]!,
    first,
  }))
  expect(packets.map(({ duration }) => duration)).toEqual([160, 320, 480, 640, 800, 800, 800])
  expect(packets.map(({ end }) => end)).toEqual([false, false, false, false, true, true, true])
  expect(packets.filter(({ first }) => first)).toHaveLength(1)
  expect(new Set(packets.map(({ key }) => key))).toEqual(new Set([11]))
})

it('reads every key once, whichever of its packets arrive', () => {
  const read = keyReader()
  const heard = [...'0159*#ABCD'].flatMap((key, i) =>
    keyPayloads(key)
      .slice(i % 5)
      .map(({ payload }) => read(payload, i * 1600)),
  )
  expect(heard.filter(Boolean).join('')).toBe('0159*#ABCD')
})

it('reads the same key pressed twice as two', () => {
  const read = keyReader()
  const { payload } = keyPayloads('1')[0]!
  expect([read(payload, 0), read(payload, 0), read(payload, 1600)]).toEqual(['1', undefined, '1'])
})

it('leaves alone what is no key', () => {
  expect(keyReader()(Uint8Array.of(16, 0, 0, 0), 0)).toBeUndefined()
  expect(keyReader()(Uint8Array.of(1), 0)).toBeUndefined()
  expect(() => keyPayloads('x')).toThrow('Not a key')
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPacket, sequenceDistance, timestampDistance, writePacket } from './packet.ts'

const packets = fc.record({
  marker: fc.boolean(),
  payloadType: fc.constantFrom(0, 8, 101, 126),
  sequence: fc.nat(0xffff),
  timestamp: fc.nat(0xffffffff),
  ssrc: fc.nat(0xffffffff),
  payload: fc.uint8Array({ maxLength: 200 }),
})

it('reads what it writes', () => {
  fc.assert(
    fc.property(packets, (packet) => {
      const read = readPacket(writePacket(packet))
      expect({ ...read, payload: Uint8Array.from(read!.payload) }).toEqual(packet)
    }),
  )
})

it('never fails on noise', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => void readPacket(Buffer.from(noise))))
})

it('leaves out padding, contributing sources and header extensions', () => {
  const bytes = Buffer.from([
    ...[0b10110001, 8, 0, 1, 0, 0, 0, 160, 0, 0, 0, 7], // padding, extension, one source
    ...[0, 0, 0, 9],
    ...[0xbe, 0xde, 0, 1, 1, 2, 3, 4],
    ...[0xd5, 0x55],
    ...[0, 0, 3],
  ])
  expect([...readPacket(bytes)!.payload]).toEqual([0xd5, 0x55])
})

it('takes a report of RTCP for what it is', () => {
  expect(readPacket(Buffer.from([0x80, 200, 0, 6, ...Array(24).fill(0)]))).toBeUndefined()
})

it('counts on where counters begin again', () => {
  expect(sequenceDistance(2, 0xfffe)).toBe(4)
  expect(sequenceDistance(0xfffe, 2)).toBe(-4)
  expect(timestampDistance(100, 0xffffff9c)).toBe(200)
})

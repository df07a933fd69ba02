import { describe, expect, it } from 'vitest'
import { alaw, codecOf, codecs, ulaw } from './g711.ts'

/** Decision values of ITU-T G.711, tables 1 and 2, in 16 bits. */
it.each([
  { codec: alaw, sample: 0, byte: 0xd5 },
  { codec: alaw, sample: -1, byte: 0x55 },
  { codec: alaw, sample: 32_767, byte: 0xaa },
  { codec: alaw, sample: -32_768, byte: 0x2a },
  { codec: alaw, sample: 256, byte: 0xc5 },
  { codec: ulaw, sample: 0, byte: 0xff },
  { codec: ulaw, sample: 32_767, byte: 0x80 },
  { codec: ulaw, sample: -32_768, byte: 0x00 },
])('$codec.name writes $sample as $byte', ({ codec, sample, byte }) => {
  expect(codec.encode(Int16Array.of(sample))[0]).toBe(byte)
})

describe.each(codecs)('$name', (codec) => {
  it('writes again every byte that it reads', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    const again = codec.encode(codec.decode(bytes))
    // µ-law has two zeros; the negative one comes back as the positive.
    const expected = bytes.map((byte) => (codec === ulaw && byte === 0x7f ? 0xff : byte))
    expect(again).toEqual(expected)
  })

  it('stays within the step of the sample', () => {
    const samples = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768)
    const back = codec.decode(codec.encode(samples))
    const worst = samples.reduce((most, sample, i) => {
      const clipped = Math.max(-32_124, Math.min(32_124, sample))
      return Math.max(most, Math.abs(back[i]! - clipped) / (Math.abs(sample) / 16 + 40))
    }, 0)
    expect(worst).toBeLessThan(1)
  })

  it('is found by its payload type', () => expect(codecOf(codec.payloadType)).toBe(codec))
})

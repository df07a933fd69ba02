/** ITU-T G.711: 16-bit samples to and from eight bits, by tables made once. */

export type Codec = {
  /** As SDP calls it. */
  readonly name: 'PCMA' | 'PCMU'
  /** RFC 3551, table 4. */
  readonly payloadType: 8 | 0
  readonly silence: number
  decode(payload: Uint8Array): Int16Array
  encode(samples: Int16Array): Uint8Array
}

/** Even bits are inverted on the line (G.711, 3.2). */
const alawLine = 0x55

const ulawBias = 0x84
const ulawClip = 32_635

export const alaw: Codec = codec('PCMA', 8, alawToLinear, linearToAlaw)
export const ulaw: Codec = codec('PCMU', 0, ulawToLinear, linearToUlaw)

/** A-law first: what Italian networks speak. */
export const codecs: readonly Codec[] = [alaw, ulaw]

export const codecOf = (payloadType: number): Codec | undefined =>
  codecs.find((known) => known.payloadType === payloadType)

function codec(
  name: Codec['name'],
  payloadType: Codec['payloadType'],
  toLinear: (byte: number) => number,
  fromLinear: (sample: number) => number,
): Codec {
  const decoded = Int16Array.from({ length: 256 }, (_, byte) => toLinear(byte))
  // By the sample's 16 bits read without sign.
  const encoded = Uint8Array.from({ length: 65_536 }, (_, bits) => fromLinear((bits << 16) >> 16))
  return {
    name,
    payloadType,
    silence: encoded[0]!,
    decode(payload) {
      const samples = new Int16Array(payload.length)
      for (let i = 0; i < payload.length; i += 1) samples[i] = decoded[payload[i]!]!
      return samples
    },
    encode(samples) {
      const payload = new Uint8Array(samples.length)
      for (let i = 0; i < samples.length; i += 1) payload[i] = encoded[samples[i]! & 0xffff]!
      return payload
    },
  }
}

function alawToLinear(byte: number): number {
  const bits = byte ^ alawLine
  const segment = (bits & 0x70) >> 4
  const step = (bits & 0x0f) << 4
  const magnitude = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1)
  return bits & 0x80 ? magnitude : -magnitude
}

function linearToAlaw(sample: number): number {
  // 13 bits with sign; negative values are one's complement, so that -1 and 0 mirror each other.
  const thirteen = sample >> 3
  const [magnitude, mask] = thirteen < 0 ? [-thirteen - 1, alawLine] : [thirteen, alawLine | 0x80]
  const segment = Math.max(0, 32 - Math.clz32(magnitude) - 5)
  const step = (segment < 2 ? magnitude >> 1 : magnitude >> segment) & 0x0f
  return ((segment << 4) | step) ^ mask
}

function ulawToLinear(byte: number): number {
  const bits = ~byte & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + ulawBias) << ((bits & 0x70) >> 4)) - ulawBias
  return bits & 0x80 ? -magnitude : magnitude
}

function linearToUlaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(sample), ulawClip) + ulawBias
  const exponent = 32 - Math.clz32(magnitude) - 8
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff
}

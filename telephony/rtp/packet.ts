/** RTP packets (RFC 3550, section 5.1). */

export type RtpPacket = {
  readonly marker: boolean
  readonly payloadType: number
  /** 16 bits. */
  readonly sequence: number
  /** 32 bits. */
  readonly timestamp: number
  readonly ssrc: number
  readonly payload: Uint8Array
}

const version = 2
const headerLength = 12

export function writePacket(packet: RtpPacket): Buffer {
  const bytes = Buffer.allocUnsafe(headerLength + packet.payload.length)
  bytes[0] = version << 6
  bytes[1] = (packet.marker ? 0x80 : 0) | packet.payloadType
  bytes.writeUInt16BE(packet.sequence & 0xffff, 2)
  bytes.writeUInt32BE(packet.timestamp >>> 0, 4)
  bytes.writeUInt32BE(packet.ssrc >>> 0, 8)
  bytes.set(packet.payload, headerLength)
  return bytes
}

/** Undefined for anything else that may come to the port: STUN, RTCP, half packets, noise. */
export function readPacket(bytes: Buffer): RtpPacket | undefined {
  if (bytes.length < headerLength || bytes[0]! >> 6 !== version) return undefined
  const payloadType = bytes[1]! & 0x7f
  // RTCP multiplexed on the port (RFC 5761, section 4).
  if (payloadType >= 64 && payloadType <= 95) return undefined
  let begin = headerLength + 4 * (bytes[0]! & 0x0f)
  if (bytes[0]! & 0x10) {
    if (bytes.length < begin + 4) return undefined
    begin += 4 + 4 * bytes.readUInt16BE(begin + 2)
  }
  // The last byte counts itself and its fellows.
  const padding = bytes[0]! & 0x20 ? bytes.at(-1)! : 0
  const end = bytes.length - padding
  if (end < begin) return undefined
  return {
    marker: (bytes[1]! & 0x80) !== 0,
    payloadType,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(begin, end),
  }
}

/** How much later `a` is than `b` where counters of 16 or 32 bits begin again at zero. */
export const sequenceDistance = (a: number, b: number): number => ((a - b) << 16) >> 16
export const timestampDistance = (a: number, b: number): number => (a - b) | 0

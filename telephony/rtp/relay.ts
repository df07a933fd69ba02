import type { AudioStream } from './audio-stream.ts'
import { codecOf } from './g711.ts'
import type { RtpPacket } from './packet.ts'

/**
 * Two calls made into one conversation: what each says goes to the other. Packets pass as they came, order and time
 * included, so that the phones' own jitter buffers do their work; only the code is changed where it must be.
 */
export function relay(one: AudioStream, other: AudioStream): () => void {
  const ends = [pass(one, other), pass(other, one)]
  return () => {
    for (const end of ends) end()
  }
}

function pass(from: AudioStream, to: AudioStream): () => void {
  to.pause()
  const onPacket = (packet: RtpPacket, kind: 'sound' | 'key') => {
    if (kind === 'key') {
      if (to.keys !== undefined) to.pass({ ...packet, payloadType: to.keys })
      return
    }
    const { payloadType } = to.codec
    const codec = codecOf(packet.payloadType)
    if (codec === undefined) return
    const payload = codec === to.codec ? packet.payload : to.codec.encode(codec.decode(packet.payload))
    to.pass({ ...packet, payloadType, payload })
  }
  from.on('packet', onPacket)
  return () => void from.off('packet', onPacket)
}

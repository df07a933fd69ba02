import { describe, expect, it } from 'vitest'
import { alaw, codecs, ulaw } from './g711.ts'
import { mirrored, readSdp, writeSdp } from './sdp.ts'

const own = {
  host: '127.0.0.1',
  port: 26_000,
  session: 1,
  version: 1,
  codecs,
  keys: 101,
  direction: 'sendrecv',
} as const

describe('reads', () => {
  it('what it writes', () => {
    expect(readSdp(writeSdp(own))).toEqual({
      host: '127.0.0.1',
      port: 26_000,
      codecs: [alaw, ulaw],
      keys: 101,
      direction: 'sendrecv',
    })
  })

  it('IPv6, and the order of the other side', () => {
    const read = readSdp(
      writeSdp({ ...own, host: '::1', codecs: [ulaw, alaw], keys: undefined, direction: 'recvonly' }),
    )
    expect(read).toMatchObject({ host: '::1', codecs: [ulaw, alaw], keys: undefined, direction: 'recvonly' })
  })

  it('the first audio stream among others, its own address and direction first', () => {
    const sdp = [
      'v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\na=inactive',
      'm=video 4000 RTP/AVP 99\na=rtpmap:99 H264/90000',
      'm=audio 4002 RTP/AVP 111 8 96 97\nc=IN IP4 192.0.2.9/127\na=rtpmap:111 opus/48000/2',
      'a=rtpmap:96 telephone-event/48000\na=rtpmap:97 telephone-event/8000\na=sendonly',
      'm=audio 4004 RTP/AVP 0\na=recvonly',
    ].join('\n')
    expect(readSdp(sdp)).toEqual({ host: '192.0.2.9', port: 4002, codecs: [alaw], keys: 97, direction: 'sendonly' })
  })

  it('the direction of the whole session where the stream says none', () => {
    expect(readSdp('v=0\r\nc=IN IP4 127.0.0.1\r\na=sendonly\r\nm=audio 4 RTP/AVP 8\r\n')?.direction).toBe('sendonly')
  })

  it('that there is no codec in common, or no audio at all', () => {
    expect(readSdp('m=audio 4 RTP/AVP 18\na=rtpmap:18 G729/8000')?.codecs).toEqual([])
    expect(readSdp('v=0\ns=-')).toBeUndefined()
  })
})

it.each([
  ['sendrecv', 'sendrecv', 'sendrecv'],
  ['sendonly', 'sendrecv', 'recvonly'],
  ['recvonly', 'sendrecv', 'sendonly'],
  ['inactive', 'sendrecv', 'inactive'],
  ['sendrecv', 'sendonly', 'sendonly'],
  ['sendonly', 'sendonly', 'inactive'],
  ['sendrecv', 'inactive', 'inactive'],
] as const)('answers %s, wanting %s, with %s', (offered, wanted, answer) => {
  expect(mirrored(offered, wanted)).toBe(answer)
})

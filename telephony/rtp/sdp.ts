import { isIPv6 } from 'node:net'
import { type Codec, codecs } from './g711.ts'

/** Session descriptions (RFC 8866) of one audio stream, and answers to them (RFC 3264). */

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

export type AudioDescription = {
  readonly host: string
  /** 0: the stream is refused (RFC 3264, section 6). */
  readonly port: number
  /** Those we speak, best first; empty when we have none in common. */
  readonly codecs: readonly Codec[]
  /** Payload type of keys pressed (RFC 4733), if the other side takes them. */
  readonly keys: number | undefined
  readonly direction: Direction
}

/** The first audio stream, or undefined when there is none. */
export function readSdp(sdp: string): AudioDescription | undefined {
  const lines = sdp.split(/\r\n|\r|\n/)
  const begin = lines.findIndex((line) => line.startsWith('m=audio '))
  if (begin < 0) return undefined
  const session = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('m=')),
  )
  const after = lines.slice(begin + 1)
  const end = after.findIndex((line) => line.startsWith('m='))
  const media = end < 0 ? after : after.slice(0, end)

  const [, port = '0', , ...payloadTypes] = lines[begin]!.split(' ')
  const connection = [...media, ...session].find((line) => line.startsWith('c='))
  const names = new Map(
    media.flatMap((line) => {
      const [, type, name, rate] = /^a=rtpmap:(\d+) ([\w-]+)\/(\d+)/.exec(line) ?? []
      return type && name && rate === '8000' ? [[type, name.toUpperCase()] as const] : []
    }),
  )
  // Static payload types need no rtpmap (RFC 3551).
  for (const { name, payloadType } of codecs) if (!names.has(`${payloadType}`)) names.set(`${payloadType}`, name)
  const keys = payloadTypes.find((type) => names.get(type) === 'TELEPHONE-EVENT')
  return {
    host: connection?.split(' ')[2]?.split('/')[0] ?? '',
    port: Number(port),
    // Offered under another number than the static one, G.711 is not worth a dynamic table here.
    codecs: payloadTypes.flatMap((type) =>
      codecs.filter((codec) => `${codec.payloadType}` === type && names.get(type) === codec.name),
    ),
    keys: keys === undefined ? undefined : Number(keys),
    direction: directionIn(media) ?? directionIn(session) ?? 'sendrecv',
  }
}

function directionIn(lines: readonly string[]): Direction | undefined {
  const found = lines.map((line) => /^a=(sendrecv|sendonly|recvonly|inactive)$/.exec(line)?.[1]).find(Boolean)
  return found as Direction | undefined
}

export type OwnDescription = {
  readonly host: string
  readonly port: number
  /** Of this session: stays; `version` grows with every change (RFC 3264, section 8). */
  readonly session: number
  readonly version: number
  readonly codecs: readonly Codec[]
  readonly keys: number | undefined
  readonly direction: Direction
}

export function writeSdp(own: OwnDescription): string {
  const net = `IN ${isIPv6(own.host) ? 'IP6' : 'IP4'} ${own.host}`
  const types = [...own.codecs.map((codec) => codec.payloadType), ...(own.keys === undefined ? [] : [own.keys])]
  return [
    'v=0',
    `o=- ${own.session} ${own.version} ${net}`,
    's=-',
    `c=${net}`,
    't=0 0',
    `m=audio ${own.port} RTP/AVP ${types.join(' ')}`,
    ...own.codecs.map(({ payloadType, name }) => `a=rtpmap:${payloadType} ${name}/8000`),
    ...(own.keys === undefined ? [] : [`a=rtpmap:${own.keys} telephone-event/8000`, `a=fmtp:${own.keys} 0-15`]),
    'a=ptime:20',
    `a=${own.direction}`,
    '',
  ].join('\r\n')
}

/** What to answer: who is asked to listen does not speak. Without this, hold fails (RFC 3264, section 6.1). */
export const mirrored = (offered: Direction, wanted: Direction = 'sendrecv'): Direction => {
  const send = /^send/.test(wanted) && offered !== 'sendonly' && offered !== 'inactive'
  const receive = /recv/.test(wanted) && offered !== 'recvonly' && offered !== 'inactive'
  if (send) return receive ? 'sendrecv' : 'sendonly'
  return receive ? 'recvonly' : 'inactive'
}

import { type MediaEnvironment, mediaUser } from '../media-service.ts'
import type { SoundPlace } from '../sip-user-agent/audio-description.ts'

export type MediaConfig = {
  readonly server: string
  readonly user: string
  readonly domain: string
  readonly secret: string
  readonly sound: SoundPlace
  readonly spool: string
}

/** Reads the environment once. @throws a sentence that names what is missing or cannot be */
export function readMediaConfig(env: Readonly<Record<string, string | undefined>>): MediaConfig {
  const given = (name: keyof MediaEnvironment): string => {
    const value = env[name]
    if (!value) throw new Error(`${name} is missing: the switchboard sets it`)
    return value
  }
  const server = given('MEDIA_SIP')
  if (!/^wss?:\/\//.test(server)) throw new Error(`MEDIA_SIP is no WebSocket address: ${server}`)
  const [, first = '', last = ''] = /^(\d+)-(\d+)$/.exec(given('MEDIA_RTP_PORTS')) ?? []
  const ports = { first: Number(first), last: Number(last) }
  if (!(ports.first > 1023 && ports.first % 2 === 0 && ports.last > ports.first && ports.last < 65_536))
    throw new Error(`MEDIA_RTP_PORTS is no range that begins with an even port: ${env.MEDIA_RTP_PORTS}`)
  return {
    server,
    ...mediaUser,
    secret: given('MEDIA_SECRET'),
    sound: { host: given('MEDIA_ADDRESS'), ports },
    spool: given('MEDIA_SPOOL'),
  }
}

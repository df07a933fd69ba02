import { type Announcement, type AnnouncementName, announcementNames } from '#domain/call-handling/plan.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'

/**
 * What the switchboard asks of the media application, in one header of the INVITE that brings the call:
 *
 *     X-PBX-Service: voicemail;call=6e0c…;line=0198…;lang=it
 *     X-PBX-Service: announcement;call=6e0c…;lang=it;name=forward-is;say=%2B390125555013
 *     X-PBX-Service: screen;call=6e0c…;lang=it;number=%2B393331234567
 *     X-PBX-Service: echo-test;call=6e0c…;lang=it
 *
 * Values are percent-encoded. Only the engine writes the header: one that comes from a phone or a trunk is taken away.
 */
export const serviceHeader = 'X-PBX-Service'

export type MediaService = { readonly callId: string; readonly language: 'it' | 'en' } & (
  | { readonly kind: 'voicemail'; readonly lineId: string }
  | { readonly kind: 'announcement'; readonly announcement: Announcement }
  /**
   * The media application calls `number` itself (see `mediaLeg`), asks for a 1 and only then answers the call it got:
   * a mobile's own voicemail must not steal the call. Refused or not accepted: 480. Busy outside: 486.
   */
  | { readonly kind: 'screen'; readonly number: PhoneNumber }
  | { readonly kind: 'echo-test' }
)

export function writeMediaService(service: MediaService): string {
  const words: [string, string][] = [
    ['call', service.callId],
    ['lang', service.language],
  ]
  if (service.kind === 'voicemail') words.push(['line', service.lineId])
  if (service.kind === 'screen') words.push(['number', service.number])
  if (service.kind === 'announcement') {
    words.push(['name', service.announcement.name])
    for (const word of service.announcement.say ?? []) words.push(['say', word])
  }
  return [service.kind, ...words.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join(';')
}

/** Undefined when it is none of ours. */
export function readMediaService(header: string): MediaService | undefined {
  const [kind, ...words] = header.trim().split(';')
  const pairs = words.map((word) => {
    const at = word.indexOf('=')
    return [word.slice(0, at).trim(), decoded(word.slice(at + 1))] as const
  })
  const of = (name: string) => pairs.find(([key]) => key === name)?.[1]
  const callId = of('call')
  if (!callId) return undefined
  const common = { callId, language: of('lang') === 'en' ? 'en' : 'it' } as const
  const [lineId, number, name] = [of('line'), of('number'), of('name')]
  if (kind === 'voicemail' && lineId) return { ...common, kind, lineId }
  if (kind === 'screen' && number) return { ...common, kind, number: number as PhoneNumber }
  if (kind === 'echo-test') return { ...common, kind }
  if (kind === 'announcement' && announcementNames.includes(name as AnnouncementName)) {
    const say = pairs.filter(([key]) => key === 'say').map(([, value]) => value)
    return { ...common, kind, announcement: { name: name as AnnouncementName, ...(say.length ? { say } : {}) } }
  }
  return undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** Headers of a call that is to be screened, which the media application copies to the leg it makes itself. */
export const identityHeaders = ['P-Asserted-Identity', 'Privacy', 'Diversion', 'History-Info'] as const

/**
 * The media application is a phone of its own domain: it registers over WebSocket as `media@media.invalid` with digest.
 * An INVITE from it to `sip:<number in E.164>@media.invalid` goes straight to the trunks, with the `identityHeaders` and
 * the From it carries; nothing is asked of the portal.
 */
export const mediaUser = { user: 'media', domain: 'media.invalid' } as const

/** How the switchboard starts the media application: the environment it finds. */
export type MediaEnvironment = {
  /** `ws://127.0.0.1:25080` */
  readonly MEDIA_SIP: string
  /** Digest secret of `mediaUser`. */
  readonly MEDIA_SECRET: string
  /** Address it sends and receives RTP on, and its ports, `27000-27999`. */
  readonly MEDIA_ADDRESS: string
  readonly MEDIA_RTP_PORTS: string
  /**
   * Directory for recordings, also its working directory, writable after privileges were dropped. A finished message is
   * `<name>.wav` (8 kHz, mono, 16 bit) and then, by rename, `<name>.json` holding a `SpooledMessage`; the switchboard tells
   * the portal and removes both once they are kept. What a killed recorder left unfinished is finished at the next start.
   */
  readonly MEDIA_SPOOL: string
  /** Account to become once everything is loaded; empty: stay. See `switchboard/unprivileged.ts`. */
  readonly RUN_AS: string
}

export type SpooledMessage = {
  readonly callId: string
  readonly lineId: string
  /** Name of the recording in the same directory. */
  readonly file: string
  readonly seconds: number
  readonly caller: string | null
  /** ISO 8601, when the recording began. */
  readonly at: string
}

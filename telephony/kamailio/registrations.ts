import type { Registration } from '../call-engine.ts'
import { mediaUser } from '../media-service.ts'

type Dump = {
  readonly Domains?: readonly {
    readonly Domain: {
      readonly AoRs: readonly {
        readonly Info: {
          readonly AoR: string
          readonly Contacts: readonly { readonly Contact: Readonly<Record<string, string | number>> }[]
        }
      }[]
    }
  }[]
}

/** `ul.dump` in our words. */
export function readRegistrations(dump: unknown, now = Date.now()): Registration[] {
  const { Domains = [] } = dump as Dump
  return Domains.flatMap(({ Domain }) => Domain.AoRs).flatMap(({ Info }) => {
    const at = Info.AoR.lastIndexOf('@')
    const user = { user: Info.AoR.slice(0, at), domain: Info.AoR.slice(at + 1) }
    if (user.domain === mediaUser.domain) return []
    return Info.Contacts.map(({ Contact }) => ({
      user,
      userAgent: String(Contact['User-Agent'] ?? ''),
      ...whereFrom([Contact.Received, Contact.Address].map(String), String(Contact.Socket ?? 'udp')),
      expiresAt: new Date(now + Number(Contact.Expires) * 1_000).toISOString(),
    }))
  })
}

/** A contact as Kamailio's table has it; `expires` in Kamailio's own time zone, which is ours. */
export type StoredContact = {
  readonly username: string
  readonly domain: string
  readonly contact: string
  readonly received: string | null
  readonly expires: Date
  readonly user_agent: string
  readonly socket: string | null
}

export const storedRegistration = (row: StoredContact): Registration => ({
  user: { user: row.username, domain: row.domain },
  userAgent: row.user_agent,
  ...whereFrom([row.received ?? '', row.contact], row.socket ?? 'udp'),
  expiresAt: row.expires.toISOString(),
})

/** Where a phone was seen, or else says it is; and how it comes. */
function whereFrom(uris: readonly string[], socket: string): Pick<Registration, 'address' | 'transport'> {
  const seen = uris.find((uri) => uri.startsWith('sip')) ?? ''
  return {
    address: seen.replace(/^sips?:(?:[^@;>]*@)?/, '').replace(/[;>].*$/, ''),
    transport: /transport=(\w+)/i.exec(seen)?.[1]?.toLowerCase() ?? socket.split(':')[0] ?? 'udp',
  }
}

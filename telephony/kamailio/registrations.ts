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
    return Info.Contacts.map(({ Contact }) => {
      const seen = [Contact.Received, Contact.Address].map(String).find((uri) => uri.startsWith('sip')) ?? ''
      return {
        user,
        userAgent: String(Contact['User-Agent'] ?? ''),
        address: seen.replace(/^sips?:(?:[^@;>]*@)?/, '').replace(/[;>].*$/, ''),
        transport:
          /transport=(\w+)/i.exec(seen)?.[1]?.toLowerCase() ?? String(Contact.Socket ?? 'udp').split(':')[0] ?? 'udp',
        expiresAt: new Date(now + Number(Contact.Expires) * 1_000).toISOString(),
      }
    })
  })
}

import { LRUCache } from 'lru-cache'
import type { EngineEvent, Registration, SipUser } from '../call-engine.ts'

type Registered = Extract<EngineEvent, { kind: 'registered' | 'unregistered' }>

/** Kamailio writes registrations behind: each second, later when very many phones come at once. */
const writtenWithin = 60_000

export type RecentRegistrations = {
  hear(event: EngineEvent): void
  /** What is stored, with what was heard meanwhile. */
  over(stored: readonly Registration[]): Registration[]
}

/** The last word about each phone that may not be in the database yet. */
export function createRecentRegistrations(): RecentRegistrations {
  const recent = new LRUCache<string, Registered>({ max: 50_000, ttl: writtenWithin })
  return {
    hear(event) {
      if (event.kind !== 'registered' && event.kind !== 'unregistered') return
      const name = nameOf(event.user)
      // Taken out first, so that what came later stands later.
      recent.delete(name)
      recent.set(name, event)
    },
    over(stored) {
      const heard = new Map([...recent.values()].map((event) => [nameOf(event.user), event]))
      const untouched = stored.filter(({ user, address }) => {
        const last = heard.get(nameOf(user))
        // A goodbye is about one contact: a phone that has moved to another address stays.
        return last === undefined || (last.kind === 'unregistered' && last.address !== '' && last.address !== address)
      })
      const came = [...heard.values()].filter(({ kind }) => kind === 'registered')
      return [...untouched, ...came.map(asRegistration)]
    },
  }
}

const nameOf = ({ user, domain }: SipUser): string => `${user}@${domain}`

const asRegistration = ({ user, userAgent, address, transport }: Registered): Registration => ({
  ...{ user, userAgent, address, transport },
  expiresAt: null,
})

import { LRUCache } from 'lru-cache'
import type { Cellar } from '#database/connect.ts'
import { atMost } from '../../at-most.ts'
import { findPhone } from '../callers.sql.ts'
import { Kept } from '../kept.ts'
import type { Changes } from './changes.ts'
import type { KnownLine } from './known-line.ts'
import { onlyQuestion } from './only-question.ts'

/** `ha1`: MD5 of name, domain and secret (RFC 2617 3.2.2.2); null: the phone has no secret to prove itself by. */
export type KnownPhone = { readonly id: string; readonly lineId: string; readonly ha1: string | null }

/** Phones by the name they register under, each read when it is first asked for. */
export function keepPhones(cellar: Cellar, changes: Changes, line: (lineId: string) => Promise<KnownLine | undefined>) {
  const phones = new Kept<KnownPhone>(50_000, read)
  const ofLine = new LRUCache<string, Set<string>>(atMost(50_000))

  async function read(key: string): Promise<KnownPhone | undefined> {
    const at = key.lastIndexOf('@')
    const user = { user: key.slice(0, at), domain: key.slice(at + 1) }
    const readAt = changes.now()
    const row = await cellar.asService((trx) => findPhone(trx, user), onlyQuestion)
    if (!row) {
      phones.delete(key)
      return undefined
    }
    const known = { id: row.id, lineId: row.line_id, ha1: row.ha1 }
    if (changes.isCurrent(`line:${row.line_id}`, readAt)) {
      phones.set(key, known)
      ofLine.set(row.line_id, (ofLine.get(row.line_id) ?? new Set()).add(key))
    }
    return known
  }

  return {
    async phone({ user, domain }: { user: string; domain: string }): Promise<KnownPhone | undefined> {
      const key = `${user}@${domain}`
      const kept = phones.get(key)
      if (!kept) return read(key)
      // A removed or disabled phone is no longer among its line's: the line is always asked.
      const of = await line(kept.lineId)
      return of?.phones.some((one) => one.id === kept.id) ? kept : read(key)
    },
    growOld: (): void => phones.growOld(),
    forgetLine(lineId: string): void {
      for (const key of ofLine.get(lineId) ?? []) phones.delete(key)
      ofLine.delete(lineId)
    },
  }
}

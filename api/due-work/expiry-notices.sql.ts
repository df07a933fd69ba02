import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

/** Where a search for lines goes on: by the end of their password, then by id. */
export type Place = { readonly ends: Date; readonly lineId: string }

/** Behind every line whose password ends at that instant. */
export const placeAfter = (ends: Date): Place => ({ ends, lineId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' })

export type Search = {
  readonly from: Place
  readonly until: Date
  /** The dedupe key of the notice is its prefix, the line, the end of the password and this. */
  readonly prefix: string
  readonly suffix: string
}

/**
 * Lines whose own password ends up to `until` and that have not been told yet. Only verified addresses: another
 * might be anyone's.
 */
export function findLinesToTell(trx: Transaction, { from, until, prefix, suffix }: Search, limit: number) {
  const key = sql<string>`concat(${prefix}::text, ':', l.id, ':',
    to_char(l.credential_expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), ${suffix}::text)`
  return (
    trx
      .selectFrom('line as l')
      .innerJoin('company as c', 'c.id', 'l.company_id')
      .innerJoin('site as t', 't.id', 'l.site_id')
      .select(['l.id', 'l.company_id', 'l.number', 'l.language', 't.time_zone'])
      .select((line) => [
        line.ref('l.email').$notNull().as('email'),
        line.ref('l.credential_expires_at').$notNull().as('ends'),
      ])
      .select(key.as('dedupe_key'))
      .where('l.account', '=', 'live')
      .where('l.credential', '=', 'own')
      .where('l.credential_expires_at', '>=', from.ends)
      .where(sql<boolean>`(l.credential_expires_at, l.id) > (${from.ends}, ${from.lineId}::uuid)`)
      .where('l.credential_expires_at', '<=', until)
      .where('l.email_status', '=', 'verified')
      .where('c.closed_at', 'is', null)
      // The contract may switch expiry off (spec/security D-3).
      .where('c.password_expiry_days', 'is not', null)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('outbox_message as m').select('m.id').where('m.dedupe_key', '=', key))),
      )
      .orderBy('l.credential_expires_at')
      .orderBy('l.id')
      .limit(limit)
      .execute()
  )
}

export type LineToTell = Awaited<ReturnType<typeof findLinesToTell>>[number]

import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

/**
 * Lines whose own password ends within `(after, until]` and that have not been told yet, with the dedupe key
 * of the notice: its prefix, the line, the end and `suffix`. Only verified addresses: another might be anyone's.
 */
export function findLinesToTell(
  trx: Transaction,
  {
    prefix,
    suffix,
    after,
    until,
    limit,
  }: { prefix: string; suffix: string; after: Date; until: Date; limit: number },
) {
  const key = sql<string>`concat(${prefix}::text, ':', l.id, ':',
    to_char(l.credential_expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), ${suffix}::text)`
  return (
    trx
      .selectFrom('line as l')
      .innerJoin('company as c', 'c.id', 'l.company_id')
      .select(['l.company_id', 'l.number', 'l.language'])
      .select((line) => [
        line.ref('l.email').$notNull().as('email'),
        line.ref('l.credential_expires_at').$notNull().as('ends'),
      ])
      .select(key.as('dedupe_key'))
      .where('l.account', '=', 'live')
      .where('l.credential', '=', 'own')
      .where('l.credential_expires_at', '>', after)
      .where('l.credential_expires_at', '<=', until)
      .where('l.email_status', '=', 'verified')
      .where('c.closed_at', 'is', null)
      // The contract may switch expiry off (spec/security D-3).
      .where('c.password_expiry_days', 'is not', null)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('outbox_message as m').select('m.id').where('m.dedupe_key', '=', key))),
      )
      .orderBy('l.credential_expires_at')
      .limit(limit)
      .execute()
  )
}

export type LineToTell = Awaited<ReturnType<typeof findLinesToTell>>[number]

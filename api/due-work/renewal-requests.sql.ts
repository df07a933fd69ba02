import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { TimeZone } from '#domain/time-zone.ts'

export type RenewalDue = {
  line_id: string
  company_id: string
  number: string
  email: string
  language: 'it' | 'en'
  ends: Date
  time_zone: TimeZone
}

/** Whose day has come and whose password is still the one that was planned for; passes over rows that are held. */
export async function findRenewalsDue(trx: Transaction, now: Date, limit: number): Promise<RenewalDue[]> {
  const { rows } = await sql<RenewalDue>`
    select r.line_id, r.company_id, l.number, l.email, l.language, r.ends_at as ends, t.time_zone
    from renewal_request r join line l on l.id = r.line_id join company c on c.id = l.company_id
      join site t on t.id = l.site_id
    where r.asked_at is null and r.ask_at <= ${now} and l.credential_expires_at = r.ends_at and r.ends_at > ${now}
      and l.account = 'live' and l.credential = 'own' and l.email_status = 'verified' and c.closed_at is null
    order by r.ask_at, r.line_id limit ${limit} for update of r skip locked`.execute(trx)
  return rows
}

export const markAsked = (trx: Transaction, lineIds: readonly string[], now: Date) =>
  trx
    .updateTable('renewal_request')
    .set({ asked_at: now })
    .where('line_id', 'in', [...lineIds])
    .execute()

/** Plans that time has overtaken: the password was changed, or has ended. */
export const dropOvertaken = (trx: Transaction, now: Date) =>
  sql`delete from renewal_request r using line l
    where l.id = r.line_id and (l.credential_expires_at is distinct from r.ends_at or r.ends_at <= ${now})
      and r.ask_at <= ${now}`.execute(trx)

import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

/** Calls, messages and the history of settings: out of everybody's reach, to be erased in 30 days. */
export const sealLine = (trx: Transaction, lineId: string, now: Date) =>
  sql`select seal_line(${lineId}, ${now})`.execute(trx)

/** What somebody signed in with, and what was noted of how; of nobody's use to whoever comes next. */
const personal = [
  'passkey',
  'recovery_code',
  'mailed_link',
  'email_code',
  'session',
  'remember_family',
  'activation',
  'renewal_request',
] as const

/** Deletes everything that was the last holder's at once. */
export async function deletePersonal(trx: Transaction, lineId: string): Promise<void> {
  for (const table of personal) await trx.deleteFrom(table).where('line_id', '=', lineId).execute()
}

export const endGrantsOn = (trx: Transaction, lineId: string, now: Date) =>
  trx
    .updateTable('acting_grant')
    .set({ ended_at: now })
    .where('subject_id', '=', lineId)
    .where('ended_at', 'is', null)
    .execute()

/** What a phone said of itself and of where it was. */
export const forgetContact = (trx: Transaction, deviceId: string) =>
  trx
    .updateTable('device')
    .set({ user_agent: null, address: null, transport: null, registered_until: null, last_contact_at: null })
    .where('id', '=', deviceId)
    .execute()

export const findCompanyLanguage = (trx: Transaction, companyId: string) =>
  trx.selectFrom('company').select('language').where('id', '=', companyId).executeTakeFirstOrThrow()

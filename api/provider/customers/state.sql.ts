import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { SipUser } from '#telephony/call-engine.ts'

/**
 * What ends when a contract ends (spec/security 2.2, close): accounts, sessions, remembered computers, mailed links, phones.
 * Answers whose sessions and which phones.
 */
export async function closeAccounts(
  trx: Transaction,
  companyId: string,
  now: Date,
): Promise<{ lines: string[]; phones: SipUser[] }> {
  await trx.updateTable('line').set({ account: 'closed' }).where('company_id', '=', companyId).execute()
  const ended = await trx.deleteFrom('session').where('company_id', '=', companyId).returning('line_id').execute()
  await trx
    .updateTable('remember_family')
    .set({ revoked_at: now })
    .where('company_id', '=', companyId)
    .where('revoked_at', 'is', null)
    .execute()
  await trx.deleteFrom('mailed_link').where('company_id', '=', companyId).execute()
  await trx.deleteFrom('email_code').where('company_id', '=', companyId).execute()
  const phones = await trx
    .updateTable('device')
    .set({ disabled_at: now, registered_since: null, registered_until: null })
    .where('company_id', '=', companyId)
    .where('disabled_at', 'is', null)
    .returning(['sip_user as user', 'sip_domain as domain'])
    .execute()
  // The shared temporary password opens nothing any more.
  await trx
    .updateTable('company_secret')
    .set({ closed_at: now })
    .where('company_id', '=', companyId)
    .where('closed_at', 'is', null)
    .execute()
  return { lines: ended.map(({ line_id }) => line_id), phones }
}

/** Own passwords never end any more (D-3). */
export const liftExpiry = (trx: Transaction, companyId: string) =>
  trx
    .updateTable('line')
    .set({ credential_expires_at: null })
    .where('company_id', '=', companyId)
    .where('credential', '=', 'own')
    .execute()

/** Own passwords end again: a year after they were set, and nobody is shut out before having been told. */
export const setExpiry = (
  trx: Transaction,
  companyId: string,
  { days, notBefore }: { days: number; notBefore: Date },
) =>
  sql`update line set credential_expires_at = greatest(credential_set_at + make_interval(days => ${days}), ${notBefore})
    where company_id = ${companyId} and credential = 'own'`.execute(trx)

/** Whoever reads a language that the contract no longer offers reads the first one that it does. */
export const speakOneOf = (trx: Transaction, companyId: string, languages: readonly ('it' | 'en')[]) =>
  trx
    .updateTable('line')
    .set({ language: languages[0] ?? 'it' })
    .where('company_id', '=', companyId)
    .where('language', 'not in', [...languages])
    .execute()

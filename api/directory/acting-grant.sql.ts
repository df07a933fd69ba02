import type { Insertable } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { ActingGrantTable } from '#database/tables.ts'

/** Holds the session, so that two windows cannot open a grant each. False when it has ended meanwhile. */
export async function lockSession(trx: Transaction, hash: Buffer): Promise<boolean> {
  const row = await trx.selectFrom('session').select('id').where('hash', '=', hash).forUpdate().executeTakeFirst()
  return row !== undefined
}

/** A line of the company, or nothing: another company's is as unknown as one that does not exist. */
export const findSubject = (trx: Transaction, companyId: string, lineId: string) =>
  trx
    .selectFrom('line')
    .select(['id', 'role', 'account'])
    .where('company_id', '=', companyId)
    .where('id', '=', lineId)
    .executeTakeFirst()

export const insertGrant = (trx: Transaction, grant: Insertable<ActingGrantTable>) =>
  trx.insertInto('acting_grant').values(grant).execute()

/** Ends what the session holds; answers whose lines were open until now. */
export async function endGrants(trx: Transaction, sessionId: string, now: Date): Promise<string[]> {
  const ended = await trx
    .updateTable('acting_grant')
    .set({ ended_at: now })
    .where('session_id', '=', sessionId)
    .where('ended_at', 'is', null)
    .returning(['subject_id', 'expires_at'])
    .execute()
  return ended.filter((grant) => now < grant.expires_at).map((grant) => grant.subject_id)
}

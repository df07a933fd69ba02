import type { Insertable, Kysely, Transaction } from 'kysely'
import type { RememberFamilyTable, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export const findFamily = (db: Db, selector: Buffer) =>
  db.selectFrom('remember_family').select('line_id').where('selector', '=', selector).executeTakeFirst()

/** Locked, so that two tabs cannot fork a family (spec/security 2.6). */
export const lockFamily = (db: Db, selector: Buffer) =>
  db.selectFrom('remember_family').selectAll().where('selector', '=', selector).forUpdate().executeTakeFirst()

export const insertFamily = (db: Db, family: Insertable<RememberFamilyTable>) =>
  db.insertInto('remember_family').values(family).execute()

export const rotateFamily = (
  db: Db,
  selector: Buffer,
  validatorHash: Buffer,
  previousHash: Buffer,
  now: Date,
  expiresAt: Date,
) =>
  db
    .updateTable('remember_family')
    .set({ validator_hash: validatorHash, previous_hash: previousHash, rotated_at: now, expires_at: expiresAt })
    .where('selector', '=', selector)
    .execute()

export const revokeFamily = (db: Db, selector: Buffer, now: Date) =>
  db.updateTable('remember_family').set({ revoked_at: now }).where('selector', '=', selector).execute()

export async function revokeFamiliesOfLine(db: Db, lineId: string, now: Date, except?: Buffer): Promise<void> {
  let query = db
    .updateTable('remember_family')
    .set({ revoked_at: now })
    .where('line_id', '=', lineId)
    .where('revoked_at', 'is', null)
  if (except) query = query.where('selector', '<>', except)
  await query.execute()
}

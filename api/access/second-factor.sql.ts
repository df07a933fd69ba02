import type { Insertable, Kysely, Transaction } from 'kysely'
import type { PasskeyTable, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export const findPasskeys = (db: Db, lineId: string) =>
  db.selectFrom('passkey').selectAll().where('line_id', '=', lineId).orderBy('created_at').execute()

/** False when the passkey is somebody's already, by a second click or from elsewhere. */
export async function insertPasskey(db: Db, passkey: Insertable<PasskeyTable>): Promise<boolean> {
  const done = await db
    .insertInto('passkey')
    .values(passkey)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const notePasskeyUse = (db: Db, id: string, counter: number, now: Date) =>
  db.updateTable('passkey').set({ counter, last_used_at: now }).where('id', '=', id).execute()

export async function deletePasskey(db: Db, lineId: string, id: string): Promise<boolean> {
  const done = await db.deleteFrom('passkey').where('line_id', '=', lineId).where('id', '=', id).executeTakeFirst()
  return done.numDeletedRows > 0n
}

/** Marks a time step as used: false when it, or a later one, already was (one code, one use). */
export async function consumeTotpStep(db: Db, lineId: string, step: number): Promise<boolean> {
  const done = await db
    .updateTable('credential')
    .set({ totp_last_step: step })
    .where('line_id', '=', lineId)
    .where((q) => q.or([q('totp_last_step', 'is', null), q('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function putRecoveryCodes(db: Db, lineId: string, companyId: string, hashes: Buffer[]): Promise<void> {
  await db.deleteFrom('recovery_code').where('line_id', '=', lineId).execute()
  if (hashes.length)
    await db
      .insertInto('recovery_code')
      .values(hashes.map((hash) => ({ line_id: lineId, company_id: companyId, hash })))
      .execute()
}

export async function consumeRecoveryCode(db: Db, lineId: string, hash: Buffer, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('line_id', '=', lineId)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function countRecoveryCodes(db: Db, lineId: string): Promise<number> {
  const row = await db
    .selectFrom('recovery_code')
    .select((q) => q.fn.countAll<number>().as('left'))
    .where('line_id', '=', lineId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.left)
}

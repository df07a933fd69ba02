import type { Insertable, Kysely, Transaction } from 'kysely'
import type { StaffPasskeyTable, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export const findStaffPasskeys = (db: Db, staffId: string) =>
  db.selectFrom('staff_passkey').selectAll().where('staff_id', '=', staffId).orderBy('created_at').execute()

/** False when the passkey is somebody's already, by a second click or from elsewhere. */
export async function insertStaffPasskey(db: Db, passkey: Insertable<StaffPasskeyTable>): Promise<boolean> {
  const done = await db
    .insertInto('staff_passkey')
    .values(passkey)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const noteStaffPasskeyUse = (db: Db, id: string, counter: number, now: Date) =>
  db.updateTable('staff_passkey').set({ counter, last_used_at: now }).where('id', '=', id).execute()

export async function deleteStaffPasskey(db: Db, staffId: string, id: string): Promise<boolean> {
  const done = await db
    .deleteFrom('staff_passkey')
    .where('staff_id', '=', staffId)
    .where('id', '=', id)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

export const deleteStaffPasskeys = (db: Db, staffId: string) =>
  db.deleteFrom('staff_passkey').where('staff_id', '=', staffId).execute()

/** Marks a time step as used: false when it, or a later one, already was (one code, one use). */
export async function consumeStaffTotpStep(db: Db, staffId: string, step: number): Promise<boolean> {
  const done = await db
    .updateTable('staff')
    .set({ totp_last_step: step })
    .where('id', '=', staffId)
    .where((q) => q.or([q('totp_last_step', 'is', null), q('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function putStaffRecoveryCodes(db: Db, staffId: string, hashes: Buffer[]): Promise<void> {
  await db.deleteFrom('staff_recovery_code').where('staff_id', '=', staffId).execute()
  if (hashes.length)
    await db
      .insertInto('staff_recovery_code')
      .values(hashes.map((hash) => ({ staff_id: staffId, hash })))
      .execute()
}

export async function consumeStaffRecoveryCode(db: Db, staffId: string, hash: Buffer, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('staff_recovery_code')
    .set({ used_at: now })
    .where('staff_id', '=', staffId)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function countStaffRecoveryCodes(db: Db, staffId: string): Promise<number> {
  const row = await db
    .selectFrom('staff_recovery_code')
    .select((q) => q.fn.countAll<number>().as('left'))
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.left)
}

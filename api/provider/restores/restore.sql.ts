import type { Insertable, Kysely, Selectable, Transaction, Updateable } from 'kysely'
import type { RestoreLinkTable, RestoreRequestTable, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export type RestoreRow = Selectable<RestoreRequestTable>

export const insertRestore = (db: Db, row: Insertable<RestoreRequestTable>) =>
  db.insertInto('restore_request').values(row).execute()

/** Held against a second decision until the transaction ends. */
export const lockRestore = (db: Db, id: string): Promise<RestoreRow | undefined> =>
  db.selectFrom('restore_request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const changeRestore = (db: Db, id: string, change: Updateable<RestoreRequestTable>) =>
  db.updateTable('restore_request').set(change).where('id', '=', id).execute()

/** The number that a request is about, read before the slow work of hashing. */
export const findNumberOfRestore = (db: Db, id: string) =>
  db
    .selectFrom('restore_request as r')
    .innerJoin('line as l', 'l.id', 'r.line_id')
    .select(['l.number', 'l.id as line_id'])
    .where('r.id', '=', id)
    .executeTakeFirst()

export const findWaitingRestore = (db: Db, lineId: string) =>
  db
    .selectFrom('restore_request')
    .select(['id', 'expires_at', 'requested_by_name'])
    .where('line_id', '=', lineId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()

/** Those that nobody decided in time, with whose they are; passes over those that somebody decides right now. */
export async function expireRestores(db: Db, now: Date, lineId?: string) {
  let late = db
    .selectFrom('restore_request')
    .select('id')
    .where('state', '=', 'waiting')
    .where('expires_at', '<=', now)
    .limit(100)
    .forUpdate()
    .skipLocked()
  if (lineId !== undefined) late = late.where('line_id', '=', lineId)
  return db
    .updateTable('restore_request as r')
    .from('company as c')
    .set({ state: 'expired', decided_at: now })
    .whereRef('c.id', '=', 'r.company_id')
    .where('r.id', 'in', late)
    .returning(['r.id', 'r.company_id', 'r.line_id', 'r.ticket', 'c.name as company_name'])
    .execute()
}

export const insertRestoreLink = (db: Db, link: Insertable<RestoreLinkTable>) =>
  db.insertInto('restore_link').values(link).execute()

/** A letter's link, with the request it belongs to; nothing when it is too old. */
export const findRestoreLink = (db: Db, hash: Buffer, now: Date) =>
  db
    .selectFrom('restore_link as k')
    .innerJoin('restore_request as r', 'r.id', 'k.request_id')
    .innerJoin('line as l', 'l.id', 'r.line_id')
    .innerJoin('company as c', 'c.id', 'r.company_id')
    .leftJoin('line as a', 'a.id', 'k.administrator_id')
    .select([
      'k.request_id',
      'k.administrator_id',
      'k.company_id',
      'r.line_id',
      'r.state',
      'r.ticket',
      'r.requested_at',
      'r.expires_at',
      'r.consent_at',
      'r.stopped_at',
      'l.number',
      'l.name',
      'c.name as company_name',
      'a.name as administrator_name',
      'a.role as administrator_role',
      'a.account as administrator_account',
    ])
    .where('k.hash', '=', hash)
    .where('k.expires_at', '>', now)
    .executeTakeFirst()

export type FoundRestoreLink = NonNullable<Awaited<ReturnType<typeof findRestoreLink>>>

/** Ways to prove who one is that came after the restore: whoever was let in by mistake must not keep one. */
export async function dropFactorsSince(db: Db, lineId: string, since: Date): Promise<void> {
  await db.deleteFrom('passkey').where('line_id', '=', lineId).where('created_at', '>=', since).execute()
  await db
    .updateTable('credential')
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .where('line_id', '=', lineId)
    .where('totp_confirmed_at', '>=', since)
    .execute()
}

/** Another password in place of one that was never told to anybody. */
export const replaceTemporarySecret = (db: Db, lineId: string, secret: { hash: string; pepperId: string }) =>
  db
    .updateTable('credential')
    .set({ password_hash: secret.hash, pepper_id: secret.pepperId })
    .where('line_id', '=', lineId)
    .execute()

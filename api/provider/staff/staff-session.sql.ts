import { type Insertable, type Kysely, sql, type Transaction, type Updateable } from 'kysely'
import type { StaffSessionTable, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/** The session behind a cookie's hash with the person it belongs to, whatever its age. */
export const findStaffSession = (db: Db, hash: Buffer) =>
  db
    .selectFrom('staff_session as s')
    .innerJoin('staff as p', 'p.id', 's.staff_id')
    .select([
      's.hash',
      's.id',
      's.kind',
      's.created_at',
      's.last_seen_at',
      's.expires_at',
      's.stepped_up_at',
      's.step_up_failures',
      's.challenge',
      'p.id as staff_id',
      'p.email',
      'p.name',
      'p.role',
      'p.language',
      'p.theme',
      'p.password_is_temporary',
      'p.disabled_at',
    ])
    .select(
      sql<boolean>`(p.totp_confirmed_at is not null or exists (select from staff_passkey y where y.staff_id = p.id))`.as(
        'second_factor',
      ),
    )
    .where('s.hash', '=', hash)
    .executeTakeFirst()

export type FoundStaffSession = NonNullable<Awaited<ReturnType<typeof findStaffSession>>>

export const insertStaffSession = (db: Db, session: Insertable<StaffSessionTable>) =>
  db.insertInto('staff_session').values(session).execute()

/** False when the session has ended meanwhile. */
export async function changeStaffSession(
  db: Db,
  hash: Buffer,
  change: Updateable<StaffSessionTable>,
): Promise<boolean> {
  const done = await db.updateTable('staff_session').set(change).where('hash', '=', hash).executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Counts a wrong password of a session; two at once count twice. Answers how many there were, 0 when it is gone. */
export async function countStaffStepUpFailure(db: Db, hash: Buffer): Promise<number> {
  const row = await db
    .updateTable('staff_session')
    .set({ step_up_failures: sql`step_up_failures + 1` })
    .where('hash', '=', hash)
    .returning('step_up_failures')
    .executeTakeFirst()
  return row?.step_up_failures ?? 0
}

export const deleteStaffSession = (db: Db, hash: Buffer) =>
  db.deleteFrom('staff_session').where('hash', '=', hash).execute()

/** Ends a person's sessions, all or all but one; answers how many. */
export async function deleteSessionsOfStaff(db: Db, staffId: string, exceptHash?: Buffer): Promise<number> {
  let query = db.deleteFrom('staff_session').where('staff_id', '=', staffId)
  if (exceptHash) query = query.where('hash', '<>', exceptHash)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

export async function deleteStaffSessionById(db: Db, staffId: string, id: string): Promise<boolean> {
  const done = await db
    .deleteFrom('staff_session')
    .where('staff_id', '=', staffId)
    .where('id', '=', id)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

/** Drops the oldest sessions beyond `keep`. */
export const dropOldestStaffSessions = (db: Db, staffId: string, keep: number) =>
  db
    .deleteFrom('staff_session')
    .where('hash', 'in', (q) =>
      q
        .selectFrom('staff_session')
        .select('hash')
        .where('staff_id', '=', staffId)
        .orderBy('last_seen_at', 'desc')
        .offset(keep),
    )
    .execute()

export const findSessionsOfStaff = (db: Db, staffId: string, now: Date) =>
  db
    .selectFrom('staff_session')
    .select(['id', 'label', 'ip', 'created_at', 'last_seen_at'])
    .where('staff_id', '=', staffId)
    .where('kind', '=', 'full')
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .execute()

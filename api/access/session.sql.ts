import { type Kysely, sql, type Transaction } from 'kysely'
import type { SessionKind, Tables, View } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/** Everything a request needs to know about its session, in one row. */
const sessionColumns = [
  's.hash',
  's.id',
  's.kind',
  's.view',
  's.password_kind',
  's.created_at',
  's.last_seen_at',
  's.expires_at',
  's.password_at',
  's.stepped_up_at',
  's.step_up_failures',
  's.family',
  's.remember',
  's.label',
  's.ip',
  's.challenge',
  'l.id as line_id',
  'l.company_id',
  'l.number',
  'l.extension',
  'l.name',
  'l.service',
  'l.role',
  'l.account',
  'l.administrator_sites',
  'l.credential',
  'l.credential_set_at',
  'l.credential_expires_at',
  'l.gate_opened_at',
  'l.email',
  'l.email_status',
  'l.email_source',
  'l.email_next',
  'l.language',
  'l.theme',
  'l.activated_at',
  'l.activation_confirmed_at',
  'c.name as company_name',
  'c.password_expiry_days',
  'c.mfa_required',
  'c.approve_since',
  'c.languages',
  'c.activated_at as company_activated_at',
  'c.closed_at as company_closed_at',
  'p.name as service_name',
  't.name as site_name',
  't.time_zone',
  'k.email_later_since',
  'k.sign_ins_without_email',
  'g.subject_id as grant_subject',
  'g.expires_at as grant_expires_at',
] as const

/** The session behind a cookie's hash, whatever its age; the caller judges whether it still lives. */
export function findSession(db: Db, hash: Buffer) {
  return db
    .selectFrom('session as s')
    .innerJoin('line as l', 'l.id', 's.line_id')
    .innerJoin('company as c', 'c.id', 's.company_id')
    .innerJoin('service_profile as p', 'p.code', 'l.service')
    .innerJoin('site as t', 't.id', 'l.site_id')
    .innerJoin('credential as k', 'k.line_id', 's.line_id')
    .leftJoin('acting_grant as g', (join) => join.onRef('g.session_id', '=', 's.id').on('g.ended_at', 'is', null))
    .select(sessionColumns)
    .select(
      sql<boolean>`(k.totp_confirmed_at is not null or exists (select from passkey y where y.line_id = s.line_id))`.as(
        'second_factor',
      ),
    )
    .where('s.hash', '=', hash)
    .executeTakeFirst()
}

export type FoundSession = NonNullable<Awaited<ReturnType<typeof findSession>>>

export type NewSession = {
  hash: Buffer
  id: string
  line_id: string
  company_id: string
  kind: SessionKind
  view: View | null
  password_kind: 'shared' | 'temporary' | 'own'
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  password_at: Date | null
  stepped_up_at: Date | null
  family: Buffer | null
  remember: boolean
  label: string
  ip: string
}

/**
 * Answers before the disk does. For sign-ins only: a database that crashes within the next half second forgets
 * the session, and the person signs in again; meanwhile the company's audit chain is not held for a disk write.
 */
export const commitWithoutWaiting = (db: Db) => sql`set local synchronous_commit = off`.execute(db)

export const insertSession = (db: Db, session: NewSession) => db.insertInto('session').values(session).execute()

/** Drops the oldest sessions beyond `keep` (at most ten a person, spec/security 4.1). */
export const dropOldestSessions = (db: Db, lineId: string, keep: number) =>
  db
    .deleteFrom('session')
    .where('hash', 'in', (q) =>
      q.selectFrom('session').select('hash').where('line_id', '=', lineId).orderBy('last_seen_at', 'desc').offset(keep),
    )
    .execute()

/** Gives the session a new cookie (and whatever else changes): the old id is dead in the same transaction. */
export async function changeSession(
  db: Db,
  hash: Buffer,
  change: Partial<Omit<NewSession, 'line_id' | 'company_id' | 'id'>> & {
    challenge?: string | null
    step_up_failures?: number
  },
): Promise<boolean> {
  const done = await db.updateTable('session').set(change).where('hash', '=', hash).executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Counts a wrong password of a session; two at once count twice. Answers how many there were, 0 when it is gone. */
export async function countStepUpFailure(db: Db, hash: Buffer): Promise<number> {
  const row = await db
    .updateTable('session')
    .set({ step_up_failures: sql`step_up_failures + 1` })
    .where('hash', '=', hash)
    .returning('step_up_failures')
    .executeTakeFirst()
  return row?.step_up_failures ?? 0
}

export const deleteSession = (db: Db, hash: Buffer) => db.deleteFrom('session').where('hash', '=', hash).execute()

/** Ends a person's sessions, all or all but one; answers how many. */
export async function deleteSessionsOfLine(db: Db, lineId: string, exceptHash?: Buffer): Promise<number> {
  let query = db.deleteFrom('session').where('line_id', '=', lineId)
  if (exceptHash) query = query.where('hash', '<>', exceptHash)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

/** Ends the sign-ins that grew from one remembered computer. */
export const deleteSessionsOfFamily = (db: Db, selector: Buffer) =>
  db.deleteFrom('session').where('family', '=', selector).execute()

export const touchSession = (db: Db, hash: Buffer, now: Date) =>
  db.updateTable('session').set({ last_seen_at: now }).where('hash', '=', hash).execute()

export const endGrantsOfSession = (db: Db, sessionId: string, now: Date) =>
  db
    .updateTable('acting_grant')
    .set({ ended_at: now })
    .where('session_id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute()

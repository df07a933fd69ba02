import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export const findSessionsOfLine = (db: Db, lineId: string, now: Date) =>
  db
    .selectFrom('session')
    .select(['id', 'hash', 'kind', 'view', 'label', 'ip', 'created_at', 'last_seen_at', 'expires_at', 'family'])
    .where('line_id', '=', lineId)
    .where('expires_at', '>', now)
    .where('kind', 'in', ['full', 'remembered'])
    .orderBy('last_seen_at', 'desc')
    .execute()

/** Computers that are remembered although nobody is signed in there now. */
export const findFamiliesOfLine = (db: Db, lineId: string, now: Date) =>
  db
    .selectFrom('remember_family')
    .select(['selector', 'label', 'ip_prefix', 'created_at', 'rotated_at'])
    .where('line_id', '=', lineId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('rotated_at', 'desc')
    .execute()

export const deleteSessionById = (db: Db, lineId: string, id: string) =>
  db.deleteFrom('session').where('line_id', '=', lineId).where('id', '=', id).returning(['family']).executeTakeFirst()

import type { Insertable } from 'kysely'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { EmailCodeTable, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export const findCode = (db: Db, lineId: string) =>
  db.selectFrom('email_code').selectAll().where('line_id', '=', lineId).executeTakeFirst()

export const putCode = (db: Db, code: Insertable<EmailCodeTable>) =>
  db
    .insertInto('email_code')
    .values(code)
    .onConflict((conflict) =>
      conflict.column('line_id').doUpdateSet({
        address: code.address,
        code_hash: code.code_hash,
        session_hash: code.session_hash,
        tries: 0,
        created_at: code.created_at,
        expires_at: code.expires_at,
        sent_today: code.sent_today ?? 1,
      }),
    )
    .execute()

/** Counts the try before the comparison, so that parallel guesses each cost one (spec/security 3.4). */
export const tryCode = (db: Db, lineId: string, tries: number) =>
  db
    .updateTable('email_code')
    .set({ tries: sql`tries + 1` })
    .where('line_id', '=', lineId)
    .where('tries', '<', tries)
    .returningAll()
    .executeTakeFirst()

export const dropCode = (db: Db, lineId: string) => db.deleteFrom('email_code').where('line_id', '=', lineId).execute()

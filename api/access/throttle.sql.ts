import type { Insertable, Kysely, Transaction } from 'kysely'
import type { Tables, ThrottleTable } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export const findThrottles = (db: Db, keys: Buffer[]) =>
  db.selectFrom('throttle').selectAll().where('key', 'in', keys).execute()

/** Rows to lock, where there are none yet. */
export const openThrottles = (db: Db, rows: Insertable<ThrottleTable>[]) =>
  db
    .insertInto('throttle')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Locked in key order, so that two failures at once neither deadlock nor count once. */
export const lockThrottles = (db: Db, keys: Buffer[]) =>
  db.selectFrom('throttle').selectAll().where('key', 'in', keys).orderBy('key').forUpdate().execute()

export const putThrottle = (db: Db, row: Insertable<ThrottleTable>) =>
  db
    .insertInto('throttle')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        failures: row.failures,
        consecutive: row.consecutive,
        first_failure_at: row.first_failure_at,
        last_failure_at: row.last_failure_at,
        blocked_until: row.blocked_until ?? null,
        seen: row.seen ?? [],
      }),
    )
    .execute()

export const dropThrottles = (db: Db, keys: Buffer[]) => db.deleteFrom('throttle').where('key', 'in', keys).execute()

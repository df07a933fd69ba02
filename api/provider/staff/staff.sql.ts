import { type Insertable, type Kysely, sql, type Transaction, type Updateable } from 'kysely'
import type { StaffTable, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

const secondFactor = sql<boolean>`(staff.totp_confirmed_at is not null
  or exists (select from staff_passkey y where y.staff_id = staff.id))`.as('second_factor')

const people = (db: Db) => db.selectFrom('staff').selectAll('staff').select(secondFactor)

export const findStaffByEmail = (db: Db, email: string) => people(db).where('email', '=', email).executeTakeFirst()
export const findStaff = (db: Db, id: string) => people(db).where('id', '=', id).executeTakeFirst()
/** Holds the person's row until the commit. */
export const lockStaff = (db: Db, id: string) => people(db).where('id', '=', id).forUpdate('staff').executeTakeFirst()
export const findAllStaff = (db: Db) => people(db).orderBy('name').orderBy('email').execute()

export type StaffPerson = NonNullable<Awaited<ReturnType<typeof findStaff>>>

/** False when somebody signs in with this address already. */
export async function insertStaff(db: Db, person: Insertable<StaffTable>): Promise<boolean> {
  const done = await db
    .insertInto('staff')
    .values(person)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const changeStaff = (db: Db, id: string, change: Updateable<StaffTable>) =>
  db.updateTable('staff').set(change).where('id', '=', id).execute()

/** One change of roles at a time. */
export const lockStaffTable = (db: Db) => sql`select pg_advisory_xact_lock(hashtext('staff'))`.execute(db)

/** Supervisors who can sign in, beside this one. */
export async function countOtherSupervisors(db: Db, id: string): Promise<number> {
  const row = await db
    .selectFrom('staff')
    .select((q) => q.fn.countAll<number>().as('n'))
    .where('role', '=', 'supervisor')
    .where('disabled_at', 'is', null)
    .where('id', '<>', id)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

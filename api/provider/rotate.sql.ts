import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

const companies = (db: Db) =>
  db
    .selectFrom('company')
    .select(['id', 'name', 'contact_email', 'contact_mobile', 'language', 'activated_at', 'closed_at'])

export const lockCompany = (db: Db, id: string) => companies(db).where('id', '=', id).forUpdate().executeTakeFirst()

/** By id, VAT number or whole name; several companies may share a name, so that up to two are answered. */
export const findCompanies = (db: Db, words: { id: string | null; vatNumber: string | null; name: string }) =>
  companies(db)
    .where((q) =>
      q.or([
        q('id', '=', words.id),
        q('vat_number', '=', words.vatNumber),
        q(sql`lower(name)`, '=', words.name.toLowerCase()),
      ]),
    )
    .limit(2)
    .execute()

export const findCompanyOfNumber = (db: Db, number: string) =>
  companies(db)
    .where('id', 'in', (q) => q.selectFrom('line').select('company_id').where('number', '=', number))
    .executeTakeFirst()

/** The next generation: what was told before opens nothing any more. */
export const replaceSecret = (db: Db, companyId: string, secret: { hash: string; pepperId: string; at: Date }) =>
  db
    .updateTable('company_secret')
    .set({ hash: secret.hash, pepper_id: secret.pepperId, created_at: secret.at, generation: sql`generation + 1` })
    .where('company_id', '=', companyId)
    .returning('generation')
    .executeTakeFirstOrThrow()

export const countLinesOnSecret = async (db: Db, companyId: string): Promise<number> => {
  const row = await db
    .selectFrom('line')
    .select((q) => q.fn.countAll<number>().as('lines'))
    .where('company_id', '=', companyId)
    .where('credential', '=', 'shared')
    .executeTakeFirstOrThrow()
  return row.lines
}

/** Ends what the old shared password had opened and nobody finished; answers whose sessions they were. */
export const endSharedSessions = async (db: Db, companyId: string): Promise<string[]> => {
  const rows = await db
    .deleteFrom('session')
    .where('company_id', '=', companyId)
    .where('password_kind', '=', 'shared')
    .returning('line_id')
    .execute()
  return rows.map((row) => row.line_id)
}

export const findAdministratorNumbers = async (db: Db, companyId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('line')
    .select('number')
    .where('company_id', '=', companyId)
    .where('role', '=', 'administrator')
    .where('account', '=', 'live')
    .orderBy('number')
    .execute()
  return rows.map((row) => row.number)
}

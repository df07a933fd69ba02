import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/** Small facts that a demo installation keeps for itself. */
export async function findFact(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('installation_fact').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

export const keepFact = (db: Db, name: string, value: string) =>
  db.insertInto('installation_fact').values({ name, value }).execute()

export const findDemoLines = (db: Db, companyId: string) =>
  db
    .selectFrom('line')
    .select(['number', 'extension', 'name', 'role'])
    .where('company_id', '=', companyId)
    .orderBy('number')
    .execute()

import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import type {
  CompanySecretTable,
  CompanyTable,
  CredentialTable,
  LineTable,
  NumberBlockTable,
  SiteTable,
  Tables,
} from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/** The provider's view: all companies, service role only. */

export const findServices = (db: Db) =>
  db.selectFrom('service_profile').select(['code', 'name']).orderBy('rank').execute()

/** Which of these numbers belong to somebody already; a few are enough to name. */
export const findNumbersInUse = (db: Db, numbers: readonly string[], limit: number) =>
  inBatches(numbers, 10_000, async (some) => {
    const rows = await db
      .selectFrom('line')
      .select('number')
      .where('number', 'in', some)
      .orderBy('number')
      .limit(limit)
      .execute()
    return rows.map((row) => row.number)
  }).then((found) => found.flat().slice(0, limit))

export const insertCompany = (db: Db, company: Insertable<CompanyTable>) =>
  db.insertInto('company').values(company).execute()

export const insertCompanySecret = (db: Db, secret: Insertable<CompanySecretTable>) =>
  db.insertInto('company_secret').values(secret).execute()

export const insertSites = (db: Db, sites: readonly Insertable<SiteTable>[]) =>
  inBatches(sites, 1000, (some) => db.insertInto('site').values(some).execute())

/** What the contract gives of each service; null: nobody counts. */
export async function insertLicences(
  db: Db,
  companyId: string,
  licences: Readonly<Record<string, number>> | null,
): Promise<void> {
  const rows = Object.entries(licences ?? {}).map(([service, count]) => ({
    company_id: companyId,
    service,
    licences: count,
  }))
  if (rows.length > 0) await db.insertInto('company_licence').values(rows).execute()
}

export const insertNumberBlocks = (db: Db, blocks: readonly Insertable<NumberBlockTable>[]) =>
  inBatches(blocks, 1000, (some) => db.insertInto('number_block').values(some).execute())

export const insertLines = (db: Db, lines: readonly Insertable<LineTable>[]) =>
  inBatches(lines, 1000, (some) => db.insertInto('line').values(some).execute())

/**
 * The rows of lines written just before, in the same transaction. The plan of the foreign key's check may be one that
 * this connection made while the table was small, when every index cost the same: by an index of the company it would
 * read all its lines for each new row.
 */
export async function insertCredentials(db: Db, credentials: readonly Insertable<CredentialTable>[]): Promise<void> {
  await sql`discard plans`.execute(db)
  await inBatches(credentials, 5000, (some) => db.insertInto('credential').values(some).execute())
}

/** A statement takes at most 65,535 parameters. */
async function inBatches<Item, Result>(
  items: readonly Item[],
  size: number,
  run: (some: Item[]) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let i = 0; i < items.length; i += size) results.push(await run(items.slice(i, i + size)))
  return results
}

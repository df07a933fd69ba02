import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import { inOwnSites } from './own-sites.sql.ts'

/** The company's sites by name, with the directory's version in the same snapshot. */
export async function findSites(trx: Transaction, companyId: string) {
  const { rows } = await sql<{ id: string; name: string; version: number | null }>`
    select id, name, (select version from directory_version where company_id = ${companyId}) as version
    from site where company_id = ${companyId} and ${inOwnSites(sql`id`)} order by name_key`.execute(trx)
  return rows
}

/** How many lines each site has; one without lines is not among them. */
export async function countLinesOfSites(trx: Transaction, companyId: string) {
  const { rows } = await sql<{ site_id: string; lines: number }>`
    select site_id, count(*) as lines from line where company_id = ${companyId} group by site_id`.execute(trx)
  return new Map(rows.map(({ site_id, lines }) => [site_id, lines]))
}

import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { SiteTable } from '#database/tables.ts'
import { likeAnywhere } from '#domain/directory/search-text.ts'
import { siteFields } from '#domain/directory/site.ts'

export type SiteRow = Omit<Selectable<SiteTable>, 'company_id' | 'name_key' | 'extension_first' | 'extension_last'>

const columns = ['id', 'version', 'emergency_location', ...siteFields] as const satisfies readonly (keyof SiteTable)[]

const matching = (trx: Transaction, companyId: string, terms: readonly string[]) => {
  let query = trx.selectFrom('site').where('company_id', '=', companyId)
  for (const term of terms)
    query = query.where(({ eb, or }) =>
      or([
        eb('name_key', 'like', likeAnywhere(term)),
        eb('town', 'ilike', likeAnywhere(term)),
        eb('street', 'ilike', likeAnywhere(term)),
        eb('postcode', 'like', likeAnywhere(term)),
      ]),
    )
  return query
}

export async function findSites(
  trx: Transaction,
  companyId: string,
  { terms, from, limit }: { terms: readonly string[]; from: number; limit: number },
): Promise<{ total: number; sites: SiteRow[] }> {
  const counted = await matching(trx, companyId, terms)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirst()
  const sites = await matching(trx, companyId, terms)
    .select(columns)
    .orderBy('name_key')
    .offset(from)
    .limit(limit)
    .execute()
  return { total: Number(counted?.n ?? 0), sites }
}

export const findSite = (trx: Transaction, id: string): Promise<SiteRow | undefined> =>
  trx.selectFrom('site').select(columns).where('id', '=', id).executeTakeFirst()

/** Lines and phones of each of these sites. */
export async function countAtSites(trx: Transaction, companyId: string, ids: readonly string[]) {
  const { rows } = await sql<{ site_id: string; lines: number; phones: number }>`
    select l.site_id, count(*)::integer as lines,
      (select count(*)::integer from device d join line p on p.id = d.line_id
        where d.company_id = ${companyId} and p.site_id = l.site_id and d.removed_at is null) as phones
    from line l where l.company_id = ${companyId} and l.site_id = any(${ids}::uuid[]) group by l.site_id`.execute(trx)
  return new Map(rows.map((row) => [row.site_id, row]))
}

/** Whether a number belongs to the company: of one of its lines, or of a block it was given (8.3, anti-spoofing). */
export async function ownsNumber(trx: Transaction, companyId: string, number: string): Promise<boolean> {
  const { rows } = await sql<{ owned: boolean }>`
    select exists (select from line where company_id = ${companyId} and number = ${number})
      or exists (select from number_block where company_id = ${companyId}
        and length(first_number) = length(${number}) and ${number} between first_number and last_number) as owned`.execute(
    trx,
  )
  return rows[0]?.owned ?? false
}

export type SiteValues = Omit<SiteRow, 'id' | 'version'> & { name_key: string }

export const insertSite = (
  trx: Transaction,
  companyId: string,
  site: { id: string; version: number },
  values: SiteValues,
) =>
  trx
    .insertInto('site')
    .values({ ...site, company_id: companyId, ...values })
    .execute()

/** False: somebody else has changed it meanwhile. */
export async function updateSite(trx: Transaction, id: string, version: number, values: SiteValues): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('site')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The name stands in every line's text for the search, fourth row (domain/directory/search-text.ts). */
export const renameInLines = (trx: Transaction, companyId: string, siteId: string, nameKey: string) =>
  sql`update line set search_text = array_to_string(
        (string_to_array(search_text, E'\n'))[1:3] || ${nameKey}::text || (string_to_array(search_text, E'\n'))[5:], E'\n')
      where company_id = ${companyId} and site_id = ${siteId}`.execute(trx)

export async function moveLines(
  trx: Transaction,
  companyId: string,
  from: string,
  to: { id: string; nameKey: string },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update line set site_id = ${to.id}, search_text = array_to_string(
      (string_to_array(search_text, E'\n'))[1:3] || ${to.nameKey}::text || (string_to_array(search_text, E'\n'))[5:], E'\n')
    where company_id = ${companyId} and site_id = ${from}`.execute(trx)
  return Number(numAffectedRows ?? 0n)
}

/** Nobody answers any more for a site that is gone. */
export const forgetSiteOfAdministrators = (trx: Transaction, companyId: string, siteId: string) =>
  sql`update line set administrator_sites = array_remove(administrator_sites, ${siteId}::uuid)
      where company_id = ${companyId} and ${siteId}::uuid = any(administrator_sites)`.execute(trx)

export const deleteSite = (trx: Transaction, id: string) => trx.deleteFrom('site').where('id', '=', id).execute()

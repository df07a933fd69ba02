import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { LineRow } from '#database/tables.ts'
import { likeAnywhere } from '#domain/directory/search-text.ts'
import type { LineFilter, SearchField, SortField } from './line-filter.ts'
import { inOwnSites } from './own-sites.sql.ts'
import type { PackedIds } from './packed-ids.ts'
import { inView } from './quick-views.sql.ts'

/**
 * Reading the list of lines. Each statement also reads the directory's version, in the same snapshot, so that what
 * it found can be kept and known to be current. Written as plain SQL: these run for every page anybody looks at.
 */

/** A line without the names of its site and service, which `names.ts` knows. */
export type LineRecord = Pick<
  LineRow,
  | 'id'
  | 'number'
  | 'extension'
  | 'user_type'
  | 'service'
  | 'name'
  | 'site_id'
  | 'first_access'
  | 'email_status'
  | 'role'
  | 'account'
>

/** Read with the directory's version in the same snapshot. */
type AtVersion = { version: number }

const versionOf = (companyId: string) =>
  sql`(select v.version from directory_version v where v.company_id = ${companyId})`

// No join with sites and services: planning it costs PostgreSQL more than reading 25 lines.
export const lineColumns = sql`l.id, l.number, l.extension, l.user_type, l.service, l.name, l.site_id,
  l.first_access, l.email_status, l.role, l.account`

/** Rows of `search_text` (domain/directory/search-text.ts), counted from 1. */
const rowOfField: Readonly<Record<Exclude<SearchField, 'any'>, number>> = {
  number: 1,
  extension: 2,
  name: 3,
  site: 4,
  service: 5,
  email: 7,
}

/**
 * Whether the index of trigrams can look for a term. It would go through all that it holds, of every company, for
 * one without three letters or digits in a row.
 */
export const hasTrigram = (term: string): boolean => /[a-z0-9]{3}/.test(term)

/** `search_text` is asked even for one field, because it is what the index knows; the field's own row decides. */
function narrowed({ companyId, site, firstAccess, view, field, terms }: LineFilter, now: Date): RawBuilder<unknown> {
  const conditions = [sql`l.company_id = ${companyId}`, inOwnSites(sql`l.site_id`)]
  if (site !== undefined) conditions.push(sql`l.site_id = ${site}`)
  if (firstAccess !== undefined) conditions.push(sql`l.first_access = ${firstAccess}`)
  if (view !== undefined) conditions.push(inView(view, companyId, now))
  for (const term of terms) {
    const found = hasTrigram(term)
      ? sql`l.search_text like ${likeAnywhere(term)}`
      : sql`strpos(l.search_text, ${term}) > 0`
    conditions.push(found)
    if (field !== 'any')
      conditions.push(sql`strpos(split_part(l.search_text, E'\n', ${sql.lit(rowOfField[field])}), ${term}) > 0`)
  }
  return sql.join(conditions, sql` and `)
}

/** Every order ends with the number, which no two lines share: one order, one sequence, so pages fit together. */
const orderColumn: Readonly<Record<Exclude<SortField, 'number'>, RawBuilder<unknown>>> = {
  extension: sql`l.extension`,
  userType: sql`l.user_type`,
  service: sql`l.service`,
  name: sql`l.name_key`,
  site: sql`t.name_key`,
  firstAccess: sql`l.first_access`,
}

const ordered = (sort: SortField): RawBuilder<unknown> =>
  sort === 'number' ? sql`l.number` : sql`${orderColumn[sort]}, l.number`

/** Lines by their ids, in any order. */
export async function findLines(trx: Transaction, companyId: string, ids: readonly string[]) {
  // Ids need no quotes in an array; pg would look for something to quote in each.
  const wanted = `{${ids.join(',')}}`
  const { rows } = await sql<LineRecord & AtVersion>`
    select ${lineColumns}, ${versionOf(companyId)} as version
    from line l where l.company_id = ${companyId} and l.id = any(${wanted}::uuid[])`.execute(trx)
  return rows
}

export async function findVersion(trx: Transaction, companyId: string): Promise<number> {
  const { rows } = await sql<{ version: number | null }>`select ${versionOf(companyId)} as version`.execute(trx)
  return rows[0]?.version ?? 0
}

/** The ids of every line that is found, in ascending order. */
export async function findOrder(trx: Transaction, filter: LineFilter, sort: SortField, now: Date) {
  const { rows } = await sql<{ version: number | null; ids: PackedIds | null }>`
    select ${versionOf(filter.companyId)} as version,
      string_agg(uuid_send(l.id), ''::bytea order by ${ordered(sort)}) as ids
    from line l ${sort === 'site' ? sql`join site t on t.id = l.site_id` : sql``}
    where ${narrowed(filter, now)}`.execute(trx)
  return { version: rows[0]?.version ?? 0, ids: rows[0]?.ids ?? Buffer.alloc(0) }
}

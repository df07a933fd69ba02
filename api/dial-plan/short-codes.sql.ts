import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { Destination } from '#domain/call-handling/settings.ts'
import { likeAnywhere } from '#domain/directory/search-text.ts'

/** An entry of the list: a code, or the codes of a range, which share the entry's id. */
export type EntryRow = {
  id: string
  version: number
  first: string
  last: string
  count: number
  label: string
  visible: boolean
  to: Destination
  last_to: Destination
}

const entries = sql`
  select entry_id as id, min(version) as version, min(code) as first, max(code) as last, count(*)::integer as count,
    min(label) as label, bool_and(visible) as visible,
    (array_agg(destination order by code))[1] as "to", (array_agg(destination order by code desc))[1] as last_to
  from short_code`

/** Short ones first, then by their digits: `5`, `49`, `049`, `500`. */
const inOrder = sql`order by length(min(code)), min(code)`

/** Codes, labels, numbers and the colleagues they lead to. */
function matching(companyId: string, terms: readonly string[], lineIds: readonly string[]): RawBuilder<unknown> {
  const conditions = [sql`company_id = ${companyId}`]
  for (const term of terms) {
    const like = likeAnywhere(term)
    conditions.push(sql`(code like ${like} or label ilike ${like} or destination ->> 'number' like ${like}
      or destination ->> 'lineId' = any(${lineIds}::text[]))`)
  }
  return sql.join(conditions, sql` and `)
}

export async function findEntries(
  trx: Transaction,
  companyId: string,
  {
    terms,
    lineIds,
    from,
    limit,
  }: { terms: readonly string[]; lineIds: readonly string[]; from: number; limit: number },
): Promise<{ total: number; rows: EntryRow[] }> {
  const where = matching(companyId, terms, lineIds)
  const counted = await sql<{ n: number }>`
    select count(distinct entry_id)::integer as n from short_code where ${where}`.execute(trx)
  // A range is shown whole, also where one code of it was found.
  const { rows } = await sql<EntryRow>`${entries}
    where company_id = ${companyId} and entry_id in (select entry_id from short_code where ${where})
    group by entry_id ${inOrder} offset ${from} limit ${limit}`.execute(trx)
  return { total: counted.rows[0]?.n ?? 0, rows }
}

export async function findEntry(trx: Transaction, companyId: string, id: string): Promise<EntryRow | undefined> {
  const { rows } = await sql<EntryRow>`${entries}
    where company_id = ${companyId} and entry_id = ${id} group by entry_id`.execute(trx)
  return rows[0]
}

/** The entry a code belongs to. */
export async function findEntryOfCode(
  trx: Transaction,
  companyId: string,
  code: string,
): Promise<EntryRow | undefined> {
  const { rows } = await sql<EntryRow>`${entries}
    where company_id = ${companyId}
      and entry_id = (select entry_id from short_code where company_id = ${companyId} and code = ${code})
    group by entry_id`.execute(trx)
  return rows[0]
}

export async function findAllEntries(trx: Transaction, companyId: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`${entries}
    where company_id = ${companyId} group by entry_id ${inOrder}`.execute(trx)
  return rows
}

export type NewCode = { code: string; destination: Destination }

export type NewEntry = {
  companyId: string
  id: string
  version: number
  label: string
  visible: boolean
  codes: readonly NewCode[]
}

const rowsAtOnce = 500

export async function insertEntries(trx: Transaction, entries: readonly NewEntry[]): Promise<void> {
  const rows = entries.flatMap(({ companyId, id, version, label, visible, codes }) =>
    codes.map(({ code, destination }) => ({
      company_id: companyId,
      code,
      label,
      destination: JSON.stringify(destination),
      entry_id: id,
      version,
      visible,
    })),
  )
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await trx
      .insertInto('short_code')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute()
}

export async function deleteEntry(trx: Transaction, id: string, version?: number): Promise<number> {
  let query = trx.deleteFrom('short_code').where('entry_id', '=', id)
  if (version !== undefined) query = query.where('version', '=', version)
  const { numDeletedRows } = await query.executeTakeFirst()
  return Number(numDeletedRows)
}

/** Whoever changes the codes of a company holds this until the transaction ends: two are judged one after the other. */
export const holdDialPlan = (trx: Transaction, companyId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended('dial plan ' || ${companyId}, 0))`.execute(trx)

/**
 * Lines whose calls go where this leads, by any forward, rule or ring step. Through the service door: settings are their
 * owner's; only who it is comes out.
 */
export async function findForwardingLines(trx: Transaction, companyId: string, to: Destination, limit: number) {
  const meant = to.kind === 'line' ? `"lineId": "${to.lineId}"` : `"number": "${to.number}"`
  const { rows } = await sql<{ id: string; name: string; number: string; extension: string; total: number }>`
    select l.id, l.name, l.number, l.extension, count(*) over ()::integer as total
    from call_settings s join line l on l.id = s.line_id
    where s.company_id = ${companyId} and (
      strpos((s.settings -> 'forwardAll')::text, ${meant}) > 0 or strpos((s.settings -> 'noAnswer')::text, ${meant}) > 0
      or strpos((s.settings -> 'busy')::text, ${meant}) > 0 or strpos((s.settings -> 'unavailable')::text, ${meant}) > 0
      or strpos((s.settings -> 'ringing')::text, ${meant}) > 0
      or exists (select from jsonb_array_elements(s.settings -> 'selectiveForward' -> 'rules') r
        where strpos((r -> 'to')::text, ${meant}) > 0))
    order by l.number limit ${limit}`.execute(trx)
  return rows
}

import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

export const findSiteRanges = (trx: Transaction, companyId: string) =>
  trx
    .selectFrom('site')
    .select(['id', 'name', 'extension_first', 'extension_last'])
    .where('company_id', '=', companyId)
    .orderBy('name_key')
    .execute()

export async function setSiteRange(
  trx: Transaction,
  siteId: string,
  range: { first: string; last: string } | null,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('site')
    .set({ extension_first: range?.first ?? null, extension_last: range?.last ?? null })
    .where('id', '=', siteId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const setPlan = (trx: Transaction, companyId: string, length: number, externalPrefix: string | null) =>
  trx
    .updateTable('company')
    .set({ extension_length: length, external_prefix: externalPrefix })
    .where('id', '=', companyId)
    .execute()

/** New extensions, all in one statement; each also stands in its line's text for the search, second row. */
export async function setExtensions(
  trx: Transaction,
  companyId: string,
  moves: readonly { lineId: string; to: string }[],
): Promise<number> {
  const ids = moves.map(({ lineId }) => lineId)
  const extensions = moves.map(({ to }) => to)
  const { numAffectedRows } = await sql`
    update line l set extension = m.extension, search_text = array_to_string(
      (string_to_array(l.search_text, E'\n'))[1:1] || m.extension || (string_to_array(l.search_text, E'\n'))[3:], E'\n')
    from unnest(${ids}::uuid[], ${extensions}::text[]) as m (id, extension)
    where l.company_id = ${companyId} and l.id = m.id`.execute(trx)
  return Number(numAffectedRows ?? 0n)
}

export const insertRenumbering = (
  trx: Transaction,
  row: { id: string; companyId: string; at: Date; by: string; moves: readonly (readonly [string, string, string])[] },
) =>
  trx
    .insertInto('renumbering')
    .values({ id: row.id, company_id: row.companyId, at: row.at, by_name: row.by, moves: JSON.stringify(row.moves) })
    .execute()

export const findRenumbering = (trx: Transaction, id: string) =>
  trx.selectFrom('renumbering').select(['id', 'at', 'moves', 'undone_at']).where('id', '=', id).executeTakeFirst()

/** The last one, unless it was taken back. */
export async function findLastRenumbering(trx: Transaction, companyId: string, since: Date) {
  const { rows } = await sql<{ id: string; at: Date; by_name: string; lines: number; undone_at: Date | null }>`
    select id, at, by_name, jsonb_array_length(moves)::integer as lines, undone_at from renumbering
    where company_id = ${companyId} and at > ${since} order by at desc limit 1`.execute(trx)
  const [row] = rows
  return row && row.undone_at === null ? row : undefined
}

export const markUndone = (trx: Transaction, id: string, now: Date) =>
  trx.updateTable('renumbering').set({ undone_at: now }).where('id', '=', id).where('undone_at', 'is', null).execute()

/** What leads to lines by itself and follows them: short codes and phones. */
export async function countFollowing(trx: Transaction, companyId: string, lineIds: readonly string[]) {
  const { rows } = await sql<{ short_codes: number; phones: number }>`
    select (select count(*)::integer from short_code where company_id = ${companyId}
        and destination ->> 'lineId' = any(${lineIds}::text[])) as short_codes,
      (select count(*)::integer from device where company_id = ${companyId} and removed_at is null
        and line_id = any(${lineIds}::uuid[])) as phones`.execute(trx)
  return { shortCodes: rows[0]?.short_codes ?? 0, phones: rows[0]?.phones ?? 0 }
}

import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'
import type { UserType } from '#domain/directory/line.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/** What an import changes of a company's lines. */
export type LineUpdate = {
  readonly id: string
  readonly extension: string
  readonly name: string
  readonly name_key: string
  readonly site_id: string
  readonly service: string
  readonly user_type: UserType
  readonly mobile: string | null
  readonly email: string | null
  readonly new_email: boolean
  readonly search_text: string
}

/** Roles stay: who administers is never said by a file. An address that a file brings has still to be proved. */
export const updateLines = (db: Db, lines: readonly LineUpdate[]) =>
  sql`update line l set extension = u.extension, name = u.name, name_key = u.name_key, site_id = u.site_id,
      service = u.service, user_type = u.user_type, mobile = u.mobile, search_text = u.search_text,
      email = u.email,
      email_status = case when u.new_email then 'pending' else l.email_status end,
      email_source = case when u.new_email then 'support' else l.email_source end,
      email_next = case when u.new_email then null else l.email_next end
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as u (id uuid, extension text, name text, name_key text,
      site_id uuid, service text, user_type text, mobile text, email text, new_email boolean, search_text text)
    where l.id = u.id`.execute(db)

/** Links and codes that an earlier address was sent open nothing for the next one. */
export async function dropTokens(db: Db, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length === 0) return
  const ids = sql<string>`any(${lineIds}::uuid[])`
  await db.deleteFrom('mailed_link').where('line_id', '=', ids).execute()
  await db.deleteFrom('email_code').where('line_id', '=', ids).execute()
}

export async function findSearched(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('line')
    .innerJoin('site', 'site.id', 'line.site_id')
    .select([
      'line.id',
      'line.extension',
      'line.name',
      'line.site_id',
      'line.service',
      'line.user_type',
      'line.email',
      'line.mobile',
      'site.name as site',
    ])
    .where('line.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export const findBlocks = (db: Db, companyId: string) =>
  db.selectFrom('number_block').select(['first_number', 'last_number']).where('company_id', '=', companyId).execute()

export const isInside = (blocks: Awaited<ReturnType<typeof findBlocks>>, number: string): boolean =>
  blocks.some(
    ({ first_number: first, last_number: last }) => number.length === first.length && first <= number && number <= last,
  )

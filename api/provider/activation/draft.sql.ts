import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import type { CustomerDraftTable, DraftLineTable, Tables } from '#database/tables.ts'
import { likeAnywhere, nameKey, searchTerms } from '#domain/directory/search-text.ts'
import type { DraftData } from '#domain/provider/draft.ts'
import type { NumberBlock } from '#domain/provider/number-blocks.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export const insertDraft = (db: Db, draft: Insertable<CustomerDraftTable>) =>
  db.insertInto('customer_draft').values(draft).execute()

export const findDraft = (db: Db, id: string) =>
  db.selectFrom('customer_draft').selectAll().where('id', '=', id).executeTakeFirst()

/** Whoever saves, adds a line or activates holds it until the end of the transaction. */
export const lockDraft = (db: Db, id: string) =>
  db.selectFrom('customer_draft').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export type Draft = NonNullable<Awaited<ReturnType<typeof findDraft>>>

export const saveDraft = (db: Db, id: string, data: DraftData, by: { name: string; at: Date }) =>
  db
    .updateTable('customer_draft')
    .set({
      data: JSON.stringify(data),
      name: data.company.name.trim(),
      name_key: nameKey(data.company.name),
      version: sql`version + 1`,
      updated_at: by.at,
      updated_by: by.name,
    })
    .where('id', '=', id)
    .execute()

export const saveActivated = (db: Db, id: string, companyId: string, at: Date) =>
  db
    .updateTable('customer_draft')
    .set({ activated_company: companyId, activated_at: at })
    .where('id', '=', id)
    .where('activated_company', 'is', null)
    .executeTakeFirst()

export const deleteDraft = (db: Db, id: string) => db.deleteFrom('customer_draft').where('id', '=', id).execute()

function openDrafts(db: Db, search: string | undefined) {
  let query = db.selectFrom('customer_draft').where('activated_company', 'is', null)
  for (const word of nameKey(search ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 8)) {
    query = query.where((q) =>
      q.or([
        q('name_key', 'like', likeAnywhere(word)),
        q(sql`data -> 'company' ->> 'vatNumber'`, 'like', likeAnywhere(word)),
      ]),
    )
  }
  return query
}

export const findOpenDrafts = (db: Db, search: string | undefined, page: { limit: number; offset: number }) =>
  openDrafts(db, search)
    .select(['id', 'name', 'updated_at', 'updated_by'])
    .select(sql<string>`data -> 'company' ->> 'vatNumber'`.as('vat_number'))
    .select((q) =>
      q
        .selectFrom('draft_line')
        .select((l) => l.fn.countAll<number>().as('lines'))
        .whereRef('draft_line.draft_id', '=', 'customer_draft.id')
        .as('lines'),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()

export const countOpenDrafts = (db: Db, search: string | undefined) =>
  openDrafts(db, search)
    .select((q) => q.fn.countAll<number>().as('drafts'))
    .executeTakeFirstOrThrow()

// ---------------------------------------------------------------- lines

export const countDraftLines = (db: Db, draftId: string) =>
  db
    .selectFrom('draft_line')
    .where('draft_id', '=', draftId)
    .select((q) => q.fn.countAll<number>().as('lines'))
    .select(sql<number>`count(*) filter (where user_type = 'administrator')`.as('administrators'))
    .executeTakeFirstOrThrow()

/** The same for the same lines with the same values, whoever reads them. */
export async function fingerprintOfDraftLines(db: Db, draftId: string): Promise<string> {
  const { rows } = await sql<{ print: string }>`
    select coalesce(md5(string_agg(l::text, chr(10) order by l.id)), '') as print
    from draft_line l where l.draft_id = ${draftId}`.execute(db)
  return rows[0]?.print ?? ''
}

export const countByService = (db: Db, draftId: string) =>
  db
    .selectFrom('service_profile as p')
    .leftJoin('draft_line as l', (on) => on.onRef('l.service', '=', 'p.code').on('l.draft_id', '=', draftId))
    .select(['p.code', 'p.name'])
    .select((q) => q.fn.count<number>('l.id').as('lines'))
    .groupBy(['p.code', 'p.name', 'p.rank'])
    .orderBy('p.rank')
    .execute()

export const countBySite = (db: Db, draftId: string) =>
  db
    .selectFrom('draft_line')
    .select('site as name')
    .select((q) => q.fn.countAll<number>().as('lines'))
    .where('draft_id', '=', draftId)
    .groupBy('site')
    .orderBy('site')
    .execute()

/** Lines whose number lies in none of the ranges. */
export async function countOutside(db: Db, draftId: string, blocks: readonly NumberBlock[]): Promise<number> {
  const { rows } = await sql<{ lines: number }>`
    select count(*) as lines from draft_line l where l.draft_id = ${draftId} and not exists (
      select from jsonb_to_recordset(${JSON.stringify(blocks)}::jsonb) as b (first text, last text)
      where length(l.number) = length(b.first) and l.number between b.first and b.last)`.execute(db)
  return rows[0]?.lines ?? 0
}

/** Numbers of the draft that another customer has by now; a few are enough to name. */
export async function findTakenNumbers(db: Db, draftId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('draft_line')
    .innerJoin('line', 'line.number', 'draft_line.number')
    .select('line.number')
    .where('draft_line.draft_id', '=', draftId)
    .orderBy('line.number')
    .limit(20)
    .execute()
  return rows.map((row) => row.number)
}

/** Which of these ranges touch one of a customer's. */
export async function findTakenBlocks(db: Db, blocks: readonly (NumberBlock & { at: number })[]): Promise<number[]> {
  if (blocks.length === 0) return []
  const { rows } = await sql<{ at: number }>`
    select distinct b.at from jsonb_to_recordset(${JSON.stringify(blocks)}::jsonb) as b (at integer, first text, last text)
    where exists (select from number_block n where length(n.first_number) = length(b.first)
      and n.first_number <= b.last and n.last_number >= b.first)`.execute(db)
  return rows.map((row) => row.at)
}

function foundLines(db: Db, draftId: string, search: string | undefined) {
  let query = db.selectFrom('draft_line').where('draft_id', '=', draftId)
  for (const term of searchTerms(search ?? ''))
    query = query.where(
      sql<boolean>`lower(number || ' ' || extension || ' ' || name || ' ' || site || ' ' || coalesce(email, '')) like ${likeAnywhere(term)}`,
    )
  return query
}

export const findDraftLines = (
  db: Db,
  draftId: string,
  search: string | undefined,
  page: { limit: number; offset: number },
) => foundLines(db, draftId, search).selectAll().orderBy('number').limit(page.limit).offset(page.offset).execute()

export const countFoundLines = (db: Db, draftId: string, search: string | undefined) =>
  foundLines(db, draftId, search)
    .select((q) => q.fn.countAll<number>().as('lines'))
    .executeTakeFirstOrThrow()

export const findAllDraftLines = (db: Db, draftId: string) =>
  db.selectFrom('draft_line').selectAll().where('draft_id', '=', draftId).orderBy('number').execute()

export const insertDraftLine = (db: Db, line: Insertable<DraftLineTable>) =>
  db.insertInto('draft_line').values(line).execute()

export const updateDraftLine = (db: Db, { id, draft_id, ...line }: Insertable<DraftLineTable>) =>
  db.updateTable('draft_line').set(line).where('id', '=', id).where('draft_id', '=', draft_id).executeTakeFirst()

export const deleteDraftLine = (db: Db, draftId: string, id: string) =>
  db.deleteFrom('draft_line').where('draft_id', '=', draftId).where('id', '=', id).executeTakeFirst()

export const deleteDraftLines = (db: Db, draftId: string) =>
  db.deleteFrom('draft_line').where('draft_id', '=', draftId).execute()

/** Many at once: one parameter, whatever their number. */
export const insertDraftLines = (db: Db, lines: readonly Insertable<DraftLineTable>[]) =>
  sql`insert into draft_line (id, draft_id, number, extension, name, site, service, user_type, email, mobile)
    select id, draft_id, number, extension, name, site, service, user_type, email, mobile
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (id uuid, draft_id uuid, number text, extension text,
      name text, site text, service text, user_type text, email text, mobile text)`.execute(db)

/** Another line of the draft that has the number or the extension already. */
export const findSameInDraft = (db: Db, draftId: string, line: { id: string; number: string; extension: string }) =>
  db
    .selectFrom('draft_line')
    .select(['number', 'extension'])
    .where('draft_id', '=', draftId)
    .where('id', '<>', line.id)
    .where((q) =>
      q.or([q('number', '=', line.number), ...(line.extension ? [q('extension', '=', line.extension)] : [])]),
    )
    .execute()

import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { CallDetail, CallList, CallOutcome } from '#domain/call-history/call-context.ts'

/** A record as it is written; instants as ISO 8601. */
export type NewRecord = {
  readonly id: string
  readonly company: string
  readonly line: string
  readonly call: string
  readonly direction: 'in' | 'out'
  readonly list: CallList
  readonly outcome: CallOutcome
  readonly started: string
  readonly ended: string | null
  readonly number: string | null
  readonly other_line: string | null
  readonly name: string | null
  readonly key: string
  readonly masked: boolean
  readonly search: string
  readonly detail: CallDetail
}
export type Kept = { company_id: string; line_id: string }

/** Told twice, kept once; a line that is gone meanwhile has no list any more. */
export async function insertRecords(trx: Transaction, records: readonly NewRecord[]): Promise<Kept[]> {
  if (records.length === 0) return []
  const { rows } = await sql<Kept>`
    insert into call_record (id, company_id, line_id, call_id, direction, list, outcome, started_at, ended_at,
      other_number, other_line_id, other_name, other_key, masked, search_text, detail)
    select t.id, t.company, t.line, t."call", t.direction, t.list, t.outcome, t.started, t.ended,
      t.number, t.other_line, t.name, t.key, t.masked, t.search, t.detail
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as t (id uuid, company uuid, line uuid, "call" text,
      direction text, list text, outcome text, started timestamptz, ended timestamptz, number text, other_line uuid,
      name text, key text, masked boolean, search text, detail jsonb)
    join line l on l.company_id = t.company and l.id = t.line
    on conflict (line_id, call_id, direction) do nothing
    returning company_id, line_id`.execute(trx)
  return rows
}

export type End = { readonly call: string; readonly line: string; readonly seconds: number; readonly at: string }

export async function endRecords(trx: Transaction, ends: readonly End[]): Promise<Kept[]> {
  if (ends.length === 0) return []
  const { rows } = await sql<Kept>`
    update call_record r set seconds = t.seconds, ended_at = t.at
    from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as t ("call" text, line uuid, seconds integer, at timestamptz)
    where r.line_id = t.line and r.call_id = t."call" and r.ended_at is null
    returning r.company_id, r.line_id`.execute(trx)
  return rows
}

export type Cursor = { readonly at: Date; readonly id: string }

export type CallFilter = {
  readonly lineId: string
  readonly list: CallList
  readonly terms: readonly string[]
  readonly from: Date | undefined
  readonly to: Date | undefined
  /** History veil: what is older is not shown (spec/security 1.4.7). */
  readonly since: Date | null
}

export type FoundCall = {
  id: string
  started_at: Date
  ended_at: Date | null
  outcome: CallOutcome
  seconds: number
  other_number: string | null
  other_line_id: string | null
  other_name: string | null
  other_key: string
  masked: boolean
  seen_at: Date | null
  line_name: string | null
  line_extension: string | null
}

export const otherColumns = (prefix: 'other' | 'caller') =>
  sql`r.${sql.ref(`${prefix}_number`)} as other_number, r.${sql.ref(`${prefix}_line_id`)} as other_line_id,
    r.${sql.ref(`${prefix}_name`)} as other_name, l.name as line_name, l.extension as line_extension`

/** What narrows calls and messages alike; a colleague is found by the name of today. */
export function narrowed(
  { terms, from, to, since }: Pick<CallFilter, 'terms' | 'from' | 'to' | 'since'>,
  at: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  return [
    ...(from ? [sql`${at} >= ${from}`] : []),
    ...(to ? [sql`${at} < ${to}`] : []),
    ...(since ? [sql`${at} >= ${since}`] : []),
    ...terms.map((term) => sql`(strpos(r.search_text, ${term}) > 0 or strpos(l.search_text, ${term}) > 0)`),
  ]
}

/** Calls in the order of the list, from a place on. */
export async function findCalls(trx: Transaction, filter: CallFilter, after: Cursor | undefined, limit: number) {
  const conditions = [
    sql`r.line_id = ${filter.lineId}`,
    sql`r.list = ${filter.list}`,
    sql`r.deleted_at is null`,
    ...narrowed(filter, sql`r.started_at`),
    ...(after ? [sql`(r.started_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  const { rows } = await sql<FoundCall>`
    select r.id, r.started_at, r.ended_at, r.outcome, r.seconds, r.other_key, r.masked, r.seen_at, ${otherColumns('other')}
    from call_record r left join line l on l.id = r.other_line_id
    where ${sql.join(conditions, sql` and `)} order by r.started_at desc, r.id desc limit ${limit}`.execute(trx)
  return rows
}

export async function findCall(trx: Transaction, lineId: string, id: string) {
  const { rows } = await sql<FoundCall & { detail: CallDetail }>`
    select r.id, r.started_at, r.ended_at, r.outcome, r.seconds, r.other_key, r.masked, r.seen_at, r.detail,
      ${otherColumns('other')}
    from call_record r left join line l on l.id = r.other_line_id
    where r.line_id = ${lineId} and r.id = ${id} and r.deleted_at is null`.execute(trx)
  return rows[0]
}

export const findPeople = (trx: Transaction, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : trx.selectFrom('line').select(['id', 'name', 'extension']).where('id', 'in', ids).execute()

export const markSeen = (trx: Transaction, lineId: string, upTo: Date, now: Date) =>
  trx
    .updateTable('call_record')
    .set({ seen_at: now })
    .where('line_id', '=', lineId)
    .where('list', '=', 'missed')
    .where('seen_at', 'is', null)
    .where('deleted_at', 'is', null)
    .where('started_at', '<=', upTo)
    .executeTakeFirst()

export const setDeleted = (trx: Transaction, lineId: string, ids: readonly string[], at: Date | null) =>
  trx
    .updateTable('call_record')
    .set({ deleted_at: at })
    .where('line_id', '=', lineId)
    .where('id', 'in', ids)
    .executeTakeFirst()

export type News = { messages: number; missed: number }

/** What waits for a line, from two small indexes. */
export async function countNews(trx: Transaction, lineId: string, since: Date | null): Promise<News> {
  const from = since ?? new Date(0)
  const { rows } = await sql<News>`
    select
      (select count(*) from voicemail_message where line_id = ${lineId} and heard_at is null and deleted_at is null
        and left_at >= ${from}) as messages,
      (select count(*) from call_record where line_id = ${lineId} and list = 'missed' and seen_at is null
        and deleted_at is null and started_at >= ${from}) as missed`.execute(trx)
  return rows[0] ?? { messages: 0, missed: 0 }
}

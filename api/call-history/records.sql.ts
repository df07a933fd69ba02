import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { CallDetail, CallList, CallOutcome, Party } from '#domain/call-history/call-context.ts'

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
  readonly seconds: number
  readonly number: string | null
  readonly other_line: string | null
  readonly name: string | null
  readonly key: string
  readonly masked: boolean
  readonly search: string
  readonly detail: CallDetail
}
export type Kept = { company_id: string; line_id: string }

export type End = { readonly call: string; readonly line: string; readonly seconds: number; readonly at: string }

/**
 * New records, and the ends of those that are there already, in one statement. Told twice, kept once; a line that is gone
 * meanwhile has no list any more.
 */
export async function keepRecords(
  trx: Transaction,
  records: readonly NewRecord[],
  ends: readonly End[],
): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    with fresh as (
      insert into call_record (id, company_id, line_id, call_id, direction, list, outcome, started_at, ended_at, seconds,
        other_number, other_line_id, other_name, other_key, masked, search_text, detail)
      select t.id, t.company, t.line, t."call", t.direction, t.list, t.outcome, t.started, t.ended, t.seconds,
        t.number, t.other_line, t.name, t.key, t.masked, t.search, t.detail
      from json_to_recordset(${JSON.stringify(records)}::json) as t (id uuid, company uuid, line uuid, "call" text,
        direction text, list text, outcome text, started timestamptz, ended timestamptz, seconds integer, number text,
        other_line uuid, name text, key text, masked boolean, search text, detail jsonb)
      join line l on l.company_id = t.company and l.id = t.line
      on conflict (line_id, call_id, direction) do nothing
      returning company_id, line_id
    ), over as (
      update call_record r set seconds = t.seconds, ended_at = t.at
      from json_to_recordset(${JSON.stringify(ends)}::json) as t ("call" text, line uuid, seconds integer, at timestamptz)
      where r.line_id = t.line and r.call_id = t."call" and r.ended_at is null
      returning r.company_id, r.line_id
    )
    select company_id, line_id from fresh union select company_id, line_id from over`.execute(trx)
  return rows
}

/** Where a call was transferred to, in each of its records; whoever is told twice says it once. Answers whose they are. */
export async function noteTransfer(
  trx: Transaction,
  { call, lines, to }: { call: string; lines: readonly string[]; to: Party },
): Promise<string[]> {
  const { rows } = await sql<{ line_id: string }>`
    update call_record set detail = detail || jsonb_build_object('sentTo', ${JSON.stringify(to)}::jsonb, 'reasons',
      (detail -> 'reasons') || jsonb_build_array(jsonb_build_object('rule', 'transferred', 'lineId', line_id, 'facts', '{}'::jsonb)))
    where call_id = ${call} and line_id = any(${`{${lines.join(',')}}`}::uuid[])
      and detail -> 'sentTo' is distinct from ${JSON.stringify(to)}::jsonb
    returning line_id`.execute(trx)
  return rows.map((row) => row.line_id)
}

/**
 * For the rest of the transaction lists are read along their index. How many calls a line has PostgreSQL guesses from the
 * average line, and would collect and sort the thousands of a busy one for each page.
 */
export const readInOrder = (trx: Transaction) => sql`set local enable_bitmapscan = off`.execute(trx)

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
}

/** What narrows calls and messages alike; `colleagues` are the lines whose name of today holds the terms. */
export function narrowed(
  { terms, from, to, since }: Pick<CallFilter, 'terms' | 'from' | 'to' | 'since'>,
  colleagues: readonly string[],
  columns: { at: RawBuilder<unknown>; colleague: RawBuilder<unknown> },
): RawBuilder<unknown>[] {
  const { at, colleague } = columns
  const shown = terms.map((term) => sql`strpos(r.search_text, ${term}) > 0`)
  return [
    ...(from ? [sql`${at} >= ${from}`] : []),
    ...(to ? [sql`${at} < ${to}`] : []),
    ...(since ? [sql`${at} >= ${since}`] : []),
    ...(shown.length > 0
      ? [sql`(${sql.join(shown, sql` and `)} or ${colleague} = any(${`{${colleagues.join(',')}}`}::uuid[]))`]
      : []),
  ]
}

/** A name that half of a large company has finds those who have called as well as a list of them can. */
const mostColleagues = 2_000

/** Lines whose directory entry holds every term. */
export async function findColleagues(trx: Transaction, terms: readonly string[]): Promise<string[]> {
  if (terms.length === 0) return []
  const conditions = terms.map((term) => sql`strpos(search_text, ${term}) > 0`)
  const { rows } = await sql<{ id: string }>`
    select id from line where ${sql.join(conditions, sql` and `)} limit ${mostColleagues}`.execute(trx)
  return rows.map(({ id }) => id)
}

/** Calls in the order of the list, from a place on. Names come apart: a join would be planned by guesses (`readInOrder`). */
export async function findCalls(trx: Transaction, filter: CallFilter, after: Cursor | undefined, limit: number) {
  const conditions = [
    sql`r.line_id = ${filter.lineId}`,
    sql`r.list = ${filter.list}`,
    sql`r.deleted_at is null`,
    ...narrowed(filter, await findColleagues(trx, filter.terms), {
      at: sql`r.started_at`,
      colleague: sql`r.other_line_id`,
    }),
    ...(after ? [sql`(r.started_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  const { rows } = await sql<FoundCall>`
    select r.id, r.started_at, r.ended_at, r.outcome, r.seconds, r.other_key, r.masked, r.seen_at,
      r.other_number, r.other_line_id, r.other_name
    from call_record r where ${sql.join(conditions, sql` and `)} order by r.started_at desc, r.id desc limit ${limit}`.execute(
    trx,
  )
  return rows
}

export async function findCall(trx: Transaction, lineId: string, id: string) {
  const { rows } = await sql<FoundCall & { detail: CallDetail }>`
    select r.id, r.started_at, r.ended_at, r.outcome, r.seconds, r.other_key, r.masked, r.seen_at, r.detail,
      r.other_number, r.other_line_id, r.other_name
    from call_record r where r.line_id = ${lineId} and r.id = ${id} and r.deleted_at is null`.execute(trx)
  return rows[0]
}

export type People = ReadonlyMap<string, { id: string; name: string; extension: string }>

/** Lines by id, for their names of today. */
export async function findPeople(trx: Transaction, ids: readonly (string | null | undefined)[]): Promise<People> {
  const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string; extension: string }>`
    select id, name, extension from line where id = any(${`{${wanted.join(',')}}`}::uuid[])`.execute(trx)
  return new Map(rows.map((row) => [row.id, row]))
}

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

/** More than this nobody counts: the badge says 99+. */
const mostCounted = 100

/** What waits for a line, from two small indexes. */
export async function countNews(trx: Transaction, lineId: string, since: Date | null): Promise<News> {
  const from = since ?? new Date(0)
  const { rows } = await sql<News>`
    select
      (select count(*) from (select from voicemail_message where line_id = ${lineId} and heard_at is null
        and deleted_at is null and left_at >= ${from} limit ${mostCounted}) as m) as messages,
      (select count(*) from (select from call_record where line_id = ${lineId} and list = 'missed' and seen_at is null
        and deleted_at is null and started_at >= ${from} limit ${mostCounted}) as c) as missed`.execute(trx)
  return rows[0] ?? { messages: 0, missed: 0 }
}

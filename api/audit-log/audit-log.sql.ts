import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { ActorRole, AuditFacts } from '#database/tables.ts'

export type LogFilter = {
  readonly companyId: string
  readonly from?: Date | undefined
  /** The first moment that is not wanted any more. */
  readonly until?: Date | undefined
  readonly actor?: string | undefined
  readonly role?: ActorRole | undefined
  readonly subject?: string | undefined
  readonly action?: string | undefined
  readonly result?: 'done' | 'refused' | undefined
  readonly object?: string | undefined
}

export type LogRow = {
  id: number
  at: Date
  action: string
  result: 'done' | 'refused'
  actor_id: string | null
  actor_name: string
  actor_role: ActorRole
  subject_id: string | null
  facts: AuditFacts
  ip: string | null
}

/** Newest first. A page begins after the last event of the one before, so the thousandth costs what the first does. */
export async function findEvents(
  trx: Transaction,
  filter: LogFilter,
  { after, limit }: { after?: { id: number; at: Date } | undefined; limit: number },
): Promise<LogRow[]> {
  let query = trx
    .selectFrom('audit_event')
    .select(['id', 'at', 'action', 'result', 'actor_id', 'actor_name', 'actor_role', 'subject_id', 'facts', 'ip'])
    .where('company_id', '=', filter.companyId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  if (filter.from) query = query.where('at', '>=', filter.from)
  if (filter.until) query = query.where('at', '<', filter.until)
  if (filter.actor) query = query.where('actor_id', '=', filter.actor)
  if (filter.role) query = query.where('actor_role', '=', filter.role)
  if (filter.subject) query = query.where('subject_id', '=', filter.subject)
  if (filter.action) query = query.where('action', '=', filter.action)
  if (filter.result) query = query.where('result', '=', filter.result)
  if (filter.object) query = query.where('object', '=', filter.object)
  if (after) query = query.where(sql<boolean>`(at, id) < (${after.at}, ${after.id})`)
  const rows = await query.execute()
  return rows.map((row) => ({ ...row, id: Number(row.id) }))
}

/** One event, as far as it remembers what was before. */
export const findEvent = (trx: Transaction, companyId: string, id: number) =>
  trx
    .selectFrom('audit_event')
    .select(['action', 'result', 'subject_id', 'facts'])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()

export const findEventTime = (trx: Transaction, companyId: string, id: number) =>
  trx.selectFrom('audit_event').select('at').where('company_id', '=', companyId).where('id', '=', id).executeTakeFirst()

/** Every action the company's log has, by hopping along the index: as many steps as there are actions. */
export async function findActions(trx: Transaction, companyId: string): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    with recursive step as (
      (select action from audit_event where company_id = ${companyId} order by action limit 1)
      union all
      select (select e.action from audit_event e where e.company_id = ${companyId} and e.action > s.action
        order by e.action limit 1) from step s where s.action is not null
    )
    select action from step where action is not null`.execute(trx)
  return rows.map(({ action }) => action)
}

/** What lines are called, for those the events speak of. */
export const findLineNames = (trx: Transaction, companyId: string, ids: readonly string[]) =>
  trx
    .selectFrom('line')
    .select(['id', 'name', 'number'])
    .where('company_id', '=', companyId)
    .where('id', 'in', ids.length > 0 ? [...ids] : ['00000000-0000-0000-0000-000000000000'])
    .execute()

/** The end of a company's chain, as the trigger keeps it; nobody of the portal can write there. */
export async function findHead(trx: Transaction, companyId: string) {
  const { rows } = await sql<{ chain_no: number; hash: string }>`
    select chain_no::integer as chain_no, encode(hash, 'hex') as hash from audit_head where chain = ${companyId}`.execute(
    trx,
  )
  return rows[0] ?? { chain_no: 0, hash: '00' }
}

/**
 * Counts the links from `after` to `upTo` again: the first that is not what was written or that misses its neighbour, and the
 * hash of the last.
 */
export async function checkLinks(
  trx: Transaction,
  companyId: string,
  { after, upTo, hash }: { after: number; upTo: number; hash: string },
) {
  const { rows } = await sql<{
    events: number
    broken: number | null
    broken_at: Date | null
    last_hash: string | null
  }>`
    with linked as (
      select e.chain_no, e.at, encode(e.hash, 'hex') as hash, encode(e.prev_hash, 'hex') as prev,
        encode(audit_digest(e), 'hex') as digest,
        lag(encode(e.hash, 'hex'), 1, ${hash}) over chain as expected_prev,
        ${after}::bigint + row_number() over chain as expected_no
      from audit_event e
      where e.company_id = ${companyId} and e.chain_no > ${after} and e.chain_no <= ${upTo}
      window chain as (order by e.chain_no, e.id)
    ), bad as (
      select expected_no, at from linked
      where hash <> digest or prev <> expected_prev or chain_no <> expected_no
      order by expected_no limit 1
    )
    select count(*)::integer as events, (select expected_no::integer from bad) as broken, (select at from bad) as broken_at,
      (select hash from linked order by chain_no desc limit 1) as last_hash
    from linked`.execute(trx)
  const [row] = rows
  return {
    events: row?.events ?? 0,
    broken: row?.broken ? { number: row.broken, at: row.broken_at } : undefined,
    hash: row?.last_hash ?? hash,
  }
}

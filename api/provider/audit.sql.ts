import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import type { AuditEventTable, Tables } from '#database/tables.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export type AuditEvent = Insertable<AuditEventTable>

export const insertAuditEvent = (db: Db, event: AuditEvent) => db.insertInto('audit_event').values(event).execute()

/** What happened on one line, newest first; one more row than asked tells whether there is more. */
export function findActivity(db: Db, lineId: string, limit: number, before?: number) {
  let query = db
    .selectFrom('audit_event')
    .select(['id', 'at', 'action', 'result', 'actor_id', 'actor_name', 'actor_role', 'facts'])
    .where('subject_id', '=', lineId)
    // What was before belongs to whoever held the line then.
    .where(sql<boolean>`at >= coalesce((select holder_since from line where id = ${lineId}), '-infinity')`)
    .orderBy('id', 'desc')
    .limit(limit)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.execute()
}

export type ActivityRow = Awaited<ReturnType<typeof findActivity>>[number]

/** The chain of events that belong to no company. */
const providersChain = '00000000-0000-0000-0000-000000000000'

/** Chains with events that have no place yet: none, nearly always. */
export async function findWaitingChains(db: Db): Promise<string[]> {
  const { rows } = await sql<{ chain: string }>`
    select distinct coalesce(company_id, ${providersChain}::uuid) as chain from audit_event where chain_no is null`.execute(
    db,
  )
  return rows.map(({ chain }) => chain)
}

/** Answers how many events have got their place. */
export async function chainWaiting(db: Db, chain: string, most: number): Promise<number> {
  const { rows } = await sql<{ done: number }>`select chain_waiting_events(${chain}::uuid, ${most}) as done`.execute(db)
  return rows[0]?.done ?? 0
}

/** Recomputes every link of every chain; answers the first broken row of each broken chain. */
export async function findBrokenLinks(db: Db): Promise<{ id: number; companyId: string | null; at: Date }[]> {
  // Two years of events take longer than any request may.
  await sql`set local statement_timeout = 0`.execute(db)
  const { rows } = await sql<{ id: number; company_id: string | null; at: Date }>`
    with linked as (
      select e.id, e.company_id, e.at, e.hash, e.prev_hash, audit_digest(e) as digest, e.chain_no,
        lag(e.hash, 1, '\\x00'::bytea) over chain as expected_prev,
        row_number() over chain as expected_no
      from audit_event e
      window chain as (partition by e.company_id order by e.chain_no)
    )
    select distinct on (company_id) id, company_id, at from linked
    where hash <> digest or prev_hash <> expected_prev or chain_no <> expected_no
    order by company_id, chain_no`.execute(db)
  const broken = rows.map((row) => ({ id: row.id, companyId: row.company_id, at: row.at }))
  // A chain cut at its end still shows, because the head remembers the last number.
  const { rows: cut } = await sql<{ chain: string; at: Date | null; id: number | null }>`
    select h.chain, l.at, l.id from audit_head h
    left join lateral (select e.at, e.id, e.chain_no, e.hash from audit_event e
      where coalesce(e.company_id, ${providersChain}::uuid) = h.chain order by e.chain_no desc limit 1) l on true
    where h.chain_no > 0 and (l.chain_no is distinct from h.chain_no or l.hash is distinct from h.hash)`.execute(db)
  for (const row of cut) {
    const companyId = row.chain === providersChain ? null : row.chain
    if (!broken.some((b) => b.companyId === companyId))
      broken.push({ id: row.id ?? 0, companyId, at: row.at ?? new Date(0) })
  }
  return broken
}

/** How much the audit log holds. */
export async function countAuditEvents(db: Db): Promise<{ events: number; chains: number }> {
  const { rows } = await sql<{ events: number; chains: number }>`
    select (select count(*) from audit_event) as events, (select count(*) from audit_head) as chains`.execute(db)
  return rows[0] ?? { events: 0, chains: 0 }
}

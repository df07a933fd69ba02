import { type Kysely, sql, type Transaction } from 'kysely'
import type { RestoreState, ServiceRequestKind, Tables } from '#database/tables.ts'
import type { WayOfRestore } from '#domain/provider/support-restore.ts'

type Db = Kysely<Tables> | Transaction<Tables>

export type DeskRow = {
  readonly id: string
  readonly kind: 'restore' | ServiceRequestKind
  readonly company_id: string
  readonly company: string
  readonly line_id: string
  readonly number: string
  readonly name: string
  readonly since: Date
  readonly times: number
  readonly closed_by_name: string | null
  readonly closed_at: Date | null
  readonly note: string | null
  readonly state: RestoreState | null
  readonly ticket: string | null
  readonly reason: string | null
  readonly checks: string[] | null
  readonly email: string | null
  readonly way: WayOfRestore | null
  readonly requested_by: string | null
  readonly requested_by_name: string | null
  readonly expires_at: Date | null
  readonly others_asked: boolean | null
  readonly consent_by: string | null
  readonly decided_by_name: string | null
  readonly decided_at: Date | null
  readonly refusal: string | null
  readonly password_ends_at: Date | null
  readonly spoken_at: Date | null
  readonly stopped_at: Date | null
}

export type DeskFilter = {
  readonly companyId?: string | undefined
  /** Only what somebody still has to do something about, as of now. */
  readonly openAt: Date | null
  readonly id?: string
}

/** To decide, or decided and still to be told to the caller. */
const restoreIsOpen = (now: Date) =>
  sql`(q.state = 'waiting' or (q.state = 'approved' and q.way = 'spoken' and q.spoken_at is null
    and q.stopped_at is null and q.password_ends_at > ${now}))`

/** Both kinds in one list, newest first. Each half is cut by its own index before they meet. */
export async function findRequests(db: Db, filter: DeskFilter, from: number, size: number): Promise<DeskRow[]> {
  const half = (open: ReturnType<typeof sql>, since: string) => {
    const conditions = [sql`true`]
    if (filter.openAt) conditions.push(open)
    if (filter.companyId) conditions.push(sql`q.company_id = ${filter.companyId}`)
    if (filter.id) conditions.push(sql`q.id = ${filter.id}`)
    return sql`where ${sql.join(conditions, sql` and `)} order by q.${sql.ref(since)} desc limit ${from + size}`
  }
  const { rows } = await sql<DeskRow>`
    select r.*, c.name as company, l.number, l.name, a.name as consent_by from (
      (select q.id, 'restore' as kind, q.company_id, q.line_id, q.requested_at as since, 1 as times,
        null::text as closed_by_name, q.decided_at as closed_at, null::text as note, q.state, q.ticket, q.reason,
        q.checks, q.email, q.way, q.requested_by, q.requested_by_name, q.expires_at, q.others_asked, q.consent_of,
        q.decided_by_name, q.decided_at, q.refusal, q.password_ends_at, q.spoken_at, q.stopped_at
      from restore_request q ${half(restoreIsOpen(filter.openAt ?? new Date(0)), 'requested_at')})
      union all
      (select q.id, q.kind, q.company_id, q.line_id, q.last_at, q.times, q.closed_by_name, q.closed_at, q.note, null,
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
      from service_request q ${half(sql`q.closed_at is null`, 'last_at')})
    ) r
    join company c on c.id = r.company_id join line l on l.id = r.line_id left join line a on a.id = r.consent_of
    order by r.since desc, r.id limit ${size} offset ${from}`.execute(db)
  return rows
}

export async function countRequests(db: Db, filter: DeskFilter): Promise<number> {
  const company = filter.companyId ? sql`q.company_id = ${filter.companyId}` : sql`true`
  const [restores, others] = filter.openAt
    ? [restoreIsOpen(filter.openAt), sql`q.closed_at is null`]
    : [sql`true`, sql`true`]
  const { rows } = await sql<{ count: number }>`
    select ((select count(*) from restore_request q where ${company} and ${restores})
      + (select count(*) from service_request q where ${company} and ${others}))::integer as count`.execute(db)
  return rows[0]?.count ?? 0
}

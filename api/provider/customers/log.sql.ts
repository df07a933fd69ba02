import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { ActorRole, AuditFacts } from '#database/tables.ts'

export type LoggedEvent = {
  id: number
  at: Date
  action: string
  result: 'done' | 'refused'
  actor_name: string
  actor_role: ActorRole
  facts: AuditFacts
  line_name: string | null
  line_number: string | null
}

const columns = sql`e.id, e.at, e.action, e.result, e.actor_name, e.actor_role, e.facts,
  l.name as line_name, l.number as line_number`

/** What happened at one customer, newest first. */
export async function findCustomerEvents(
  trx: Transaction,
  companyId: string,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<LoggedEvent[]> {
  const { rows } = await sql<LoggedEvent>`
    select ${columns} from audit_event e left join line l on l.company_id = e.company_id and l.id = e.subject_id
    where e.company_id = ${companyId} ${before === undefined ? sql`` : sql`and e.id < ${before}`}
    order by e.id desc limit ${limit}`.execute(trx)
  return rows
}

export type LogFilter = {
  customerId?: string | undefined
  staffId?: string | undefined
  action?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  before?: number | undefined
}

/** The provider's own chain. */
export async function findProviderEvents(trx: Transaction, filter: LogFilter, limit: number): Promise<LoggedEvent[]> {
  const { customerId, staffId, action, from, to, before } = filter
  const conditions = [
    sql`e.company_id is null`,
    ...(customerId ? [sql`e.facts ->> 'customerId' = ${customerId}`] : []),
    ...(staffId ? [sql`e.actor_id = ${staffId}`] : []),
    ...(action ? [sql`e.action = ${action}`] : []),
    ...(from ? [sql`e.at >= ${from}`] : []),
    ...(to ? [sql`e.at < ${to}`] : []),
    ...(before === undefined ? [] : [sql`e.id < ${before}`]),
  ]
  const { rows } = await sql<LoggedEvent>`
    select ${columns} from audit_event e left join line l on l.id = e.subject_id
    where ${sql.join(conditions, sql` and `)} order by e.id desc limit ${limit}`.execute(trx)
  return rows
}

import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { FirstAccessState } from '#database/tables.ts'
import { inOwnSites } from '../directory/own-sites.sql.ts'

export type Counted = {
  state: FirstAccessState
  lines: number
  missing: number
  byEmail: number
  bySms: number
  remindedToday: number
  invited: number
  unreachable: number
  shared: number
}

/** Of the ones that must wait because an invitation is on its way, and of the ones nobody can write to. */
const invited = sql`(l.credential = 'temporary' and k.password_hash is null)`

/**
 * How far the lines are, and how those that are not through could be reached now. The credential's row is of its owner
 * alone (row security), so this goes through the service door, for one company.
 */
export async function countMissing(
  trx: Transaction,
  companyId: string,
  { now, sms }: { now: Date; sms: boolean },
): Promise<Counted[]> {
  const waits = sql`(l.first_access <> 'completed' and l.account = 'live')`
  const today = sql`(r.at >= date_trunc('day', ${now}::timestamptz, 'Europe/Rome'))`
  const mail = sql`l.email is not null`
  const text = sql`(l.email is null and l.mobile is not null and ${sms}::boolean)`
  const { rows } = await sql<Counted>`
    select l.first_access as state, count(*) as lines,
      count(*) filter (where ${waits}) as missing,
      count(*) filter (where ${waits} and not ${invited} and ${mail} and ${today} is not true) as "byEmail",
      count(*) filter (where ${waits} and not ${invited} and ${text} and ${today} is not true) as "bySms",
      count(*) filter (where ${waits} and not ${invited} and ${today}) as "remindedToday",
      count(*) filter (where ${waits} and ${invited}) as invited,
      count(*) filter (where ${waits} and not ${mail} and not ${text}) as unreachable,
      count(*) filter (where l.credential = 'shared' and l.account = 'live') as shared
    from line l join credential k on k.line_id = l.id left join first_access_reminder r on r.line_id = l.id
    where l.company_id = ${companyId} and ${inOwnSites(sql`l.site_id`)}
    group by l.first_access`.execute(trx)
  return rows
}

export async function findUnreachable(
  trx: Transaction,
  companyId: string,
  { sms, limit }: { sms: boolean; limit: number },
) {
  const { rows } = await sql<{ lineId: string; number: string; extension: string; name: string }>`
    select l.id as "lineId", l.number, l.extension, l.name from line l
    where l.company_id = ${companyId} and ${inOwnSites(sql`l.site_id`)} and l.account = 'live' and l.first_access <> 'completed'
      and l.email is null and (l.mobile is null or not ${sms}::boolean)
    order by l.number limit ${limit}`.execute(trx)
  return rows
}

/** In service, and not through the first access. */
export async function findMissing(trx: Transaction, companyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select l.id from line l where l.company_id = ${companyId} and ${inOwnSites(sql`l.site_id`)}
      and l.account = 'live' and l.first_access <> 'completed' order by l.number`.execute(trx)
  return rows.map(({ id }) => id)
}

/** The shared password as it stands; held when somebody is about to change it. */
export function findSecret(trx: Transaction, companyId: string, lock = false) {
  const query = trx
    .selectFrom('company_secret as s')
    .innerJoin('company as c', 'c.id', 's.company_id')
    .select(['s.generation', 's.created_at', 's.closed_at', 'c.activated_at', 'c.name', 'c.language'])
    .select(['c.contact_email', 'c.contact_mobile', 'c.approve_since', 'c.invitations_only'])
    .where('s.company_id', '=', companyId)
  return (lock ? query.forUpdate(['s']) : query).executeTakeFirst()
}

export const closeSecret = (trx: Transaction, companyId: string, closedAt: Date) =>
  trx.updateTable('company_secret').set({ closed_at: closedAt }).where('company_id', '=', companyId).execute()

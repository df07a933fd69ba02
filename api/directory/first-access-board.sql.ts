import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { FirstAccessState } from '#database/tables.ts'

export type StateCount = { state: FirstAccessState; lines: number }

/** How many lines stand where, and the version of the directory this is true for. */
export async function countStates(trx: Transaction, companyId: string): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    select first_access as state, count(*) as lines from line where company_id = ${companyId}
    group by first_access`.execute(trx)
  return rows
}

/** One state a line, in number order. */
export async function findStates(trx: Transaction, companyId: string, limit: number) {
  const { rows } = await sql<{ state: FirstAccessState }>`
    select first_access as state from line where company_id = ${companyId} order by number limit ${limit}`.execute(trx)
  return rows.map((row) => row.state)
}

export type Expiring = { from: Date; until: Date }

/**
 * What changes by the clock, or without the directory's version. The day is the office's, not UTC's. The expiry is
 * asked of the company's lines one by one, because the index of expiries holds those of every company.
 */
export async function findToday(trx: Transaction, companyId: string, { from, until }: Expiring) {
  const soon = sql`credential_expires_at > ${from} and credential_expires_at <= ${until}`
  const { rows } = await sql<{ today: number; expiring: number; unreachable: number; version: number | null }>`
    select
      (select version from directory_version where company_id = ${companyId}) as version,
      (select count(*) from activation where company_id = ${companyId}
        and at >= date_trunc('day', ${from}::timestamptz, 'Europe/Rome')) as today,
      count(*) filter (where ${soon}) as expiring,
      count(*) filter (where ${soon} and email_status <> 'verified') as unreachable
    from line
    where company_id = ${companyId} and account = 'live' and credential = 'own'`.execute(trx)
  return rows[0] ?? { today: 0, expiring: 0, unreachable: 0, version: null }
}

/** First accesses, newest first, with the address they came from (spec/security 1.4.8). */
export const findActivations = (trx: Transaction, companyId: string, limit: number) =>
  trx
    .selectFrom('activation as a')
    .innerJoin('line as l', 'l.id', 'a.line_id')
    .select(['a.line_id', 'l.number', 'l.name', 'a.at', 'a.ip'])
    .where('a.company_id', '=', companyId)
    .orderBy('a.at', 'desc')
    .limit(limit)
    .execute()

import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { ActivationSecret } from '#database/tables.ts'
import { inOwnSites } from '../directory/own-sites.sql.ts'

export type ActivationRow = {
  id: string
  line_id: string
  number: string
  name: string
  role: 'user' | 'administrator'
  credential: string
  at: Date
  ip: string
  label: string
  secret: ActivationSecret
  confirmed_at: Date | null
  confirmed_by: 'administrator' | 'phone' | null
  objected_at: Date | null
  /** No later one of the same line. */
  latest: boolean
}

const columns = sql`a.id, a.line_id, l.number, l.name, l.role, l.credential, a.at, a.ip, a.label, a.secret,
  a.confirmed_at, a.confirmed_by, a.objected_at,
  not exists (select from activation b where b.line_id = a.line_id and b.at > a.at) as latest`

export async function findActivationPage(trx: Transaction, companyId: string, limit: number, offset: number) {
  const { rows } = await sql<ActivationRow & { total: number }>`
    select ${columns}, count(*) over () as total from activation a join line l on l.id = a.line_id
    where a.company_id = ${companyId} order by a.at desc, a.id limit ${limit} offset ${offset}`.execute(trx)
  return rows
}

/** Held, with its line, against a second answer to the same activation. */
export async function lockActivation(
  trx: Transaction,
  companyId: string,
  id: string,
): Promise<ActivationRow | undefined> {
  const { rows } = await sql<ActivationRow>`
    select ${columns} from activation a join line l on l.id = a.line_id
    where a.company_id = ${companyId} and a.id = ${id} for update of a, l`.execute(trx)
  return rows[0]
}

export const markConfirmed = (trx: Transaction, id: string, now: Date, by: 'administrator' | 'phone') =>
  trx.updateTable('activation').set({ confirmed_at: now, confirmed_by: by }).where('id', '=', id).execute()

export const markObjected = (trx: Transaction, id: string, now: Date) =>
  trx.updateTable('activation').set({ objected_at: now }).where('id', '=', id).execute()

/** Of the last day, that nobody has answered. */
export async function countNewActivations(trx: Transaction, companyId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ activations: number }>`
    select count(*) as activations from activation a join line l on l.id = a.line_id
    where a.company_id = ${companyId} and a.at >= ${since} and a.confirmed_at is null and a.objected_at is null
      and l.role = 'user' and ${inOwnSites(sql`l.site_id`)}`.execute(trx)
  return rows[0]?.activations ?? 0
}

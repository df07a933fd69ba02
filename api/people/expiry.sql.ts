import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { LineRow } from '#database/tables.ts'
import type { Renewal } from '#domain/access/spread-renewals.ts'

/** What narrows the calendar. The viewer's sites are row-level security's affair. */
export type ExpiryFilter = {
  readonly companyId: string
  readonly site?: string | undefined
  /** `2027-11`, in the office's time. */
  readonly month?: string | undefined
  readonly withoutEmail?: boolean
}

const officeMonth = sql`to_char(l.credential_expires_at at time zone 'Europe/Rome', 'YYYY-MM')`

/** Whose password is his or her own and ends; a temporary one that nobody used is the first-access board's affair. */
function ending({ companyId, site, month, withoutEmail }: ExpiryFilter): RawBuilder<unknown> {
  const conditions = [
    sql`l.company_id = ${companyId}`,
    sql`l.account = 'live'`,
    sql`l.credential = 'own'`,
    sql`l.credential_expires_at is not null`,
  ]
  if (site !== undefined) conditions.push(sql`l.site_id = ${site}`)
  if (month !== undefined) conditions.push(sql`${officeMonth} = ${month}`)
  if (withoutEmail) conditions.push(sql`l.email_status <> 'verified'`)
  return sql.join(conditions, sql` and `)
}

export type MonthCount = { month: string; lines: number; withoutEmail: number }

/** How many end in each month from this one on, in order; what is over already is counted apart. */
export async function countMonths(trx: Transaction, filter: ExpiryFilter, now: Date) {
  const { rows } = await sql<MonthCount>`
    select ${officeMonth} as month, count(*)::integer as lines,
      (count(*) filter (where l.email_status <> 'verified'))::integer as "withoutEmail"
    from line l where ${ending(filter)} and l.credential_expires_at > ${now}
    group by 1 order by 1`.execute(trx)
  const { rows: over } = await sql<{ lines: number }>`
    select count(*)::integer as lines from line l
    where ${ending(filter)} and l.credential_expires_at <= ${now}`.execute(trx)
  return { months: rows, over: over[0]?.lines ?? 0 }
}

export type EndingLine = Pick<
  LineRow,
  'id' | 'number' | 'extension' | 'name' | 'role' | 'credential' | 'email_status'
> & { site: string; ends: Date; ask_at: Date | null }

/** A page of them: first whom no letter reaches, then by the end. */
export async function findEnding(trx: Transaction, filter: ExpiryFilter, from: number, size: number) {
  const { rows } = await sql<EndingLine>`
    select l.id, l.number, l.extension, l.name, l.role, l.credential, l.email_status, t.name as site,
      l.credential_expires_at as ends,
      (select r.ask_at from renewal_request r
        where r.line_id = l.id and r.ends_at = l.credential_expires_at) as ask_at
    from line l join site t on t.id = l.site_id
    where ${ending(filter)}
    order by l.email_status = 'verified', l.credential_expires_at, l.number
    limit ${size} offset ${from}`.execute(trx)
  return rows
}

export async function countEnding(trx: Transaction, filter: ExpiryFilter): Promise<number> {
  const { rows } = await sql<{ lines: number }>`
    select count(*)::integer as lines from line l where ${ending(filter)}`.execute(trx)
  return rows[0]?.lines ?? 0
}

/** What may be spread: what ends between now and then. */
export async function findRenewals(trx: Transaction, filter: ExpiryFilter, now: Date, until: Date): Promise<Renewal[]> {
  const { rows } = await sql<{ id: string; ends: Date; reachable: boolean }>`
    select l.id, l.credential_expires_at as ends, l.email_status = 'verified' as reachable
    from line l
    where ${ending(filter)} and l.credential_expires_at > ${now} and l.credential_expires_at <= ${until}
      and not exists (select from renewal_request r where r.line_id = l.id
        and r.ends_at = l.credential_expires_at and r.asked_at is not null)
    order by l.number`.execute(trx)
  return rows.map(({ id, ends, reachable }) => ({ lineId: id, endsAt: ends, reachable }))
}

const waiting = ({ companyId, site }: ExpiryFilter) => sql`r.company_id = ${companyId} and r.asked_at is null
  ${site === undefined ? sql`` : sql`and exists (select from line l where l.id = r.line_id and l.site_id = ${site})`}`

/** What is planned and has not been asked. */
export async function findPlan(trx: Transaction, filter: ExpiryFilter) {
  const { rows } = await sql<{ waiting: number; next: Date | null; last: Date | null }>`
    select count(*)::integer as waiting, min(r.ask_at) as next, max(r.ask_at) as last
    from renewal_request r join line l on l.id = r.line_id and l.credential_expires_at = r.ends_at
    where ${waiting(filter)}`.execute(trx)
  return rows[0] ?? { waiting: 0, next: null, last: null }
}

export async function deletePlan(trx: Transaction, filter: ExpiryFilter): Promise<number> {
  const { numAffectedRows } = await sql`delete from renewal_request r where ${waiting(filter)}`.execute(trx)
  return Number(numAffectedRows ?? 0n)
}

/** The end is taken from the line itself, to the microsecond: it is what tells later that nothing has changed. */
export async function insertPlan(
  trx: Transaction,
  asked: readonly { lineId: string; askAt: Date }[],
  now: Date,
): Promise<void> {
  await sql`
    insert into renewal_request (line_id, company_id, ask_at, ends_at, planned_at)
    select l.id, l.company_id, (p.value ->> 'askAt')::timestamptz, l.credential_expires_at, ${now}
    from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) p join line l on l.id = (p.value ->> 'lineId')::uuid
    on conflict (line_id) do update
      set ask_at = excluded.ask_at, ends_at = excluded.ends_at, planned_at = excluded.planned_at, asked_at = null`.execute(
    trx,
  )
}

export const findExpiryDays = (trx: Transaction, companyId: string) =>
  trx.selectFrom('company').select('password_expiry_days').where('id', '=', companyId).executeTakeFirstOrThrow()

import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { EmailStatus, FirstAccessState } from '#database/tables.ts'
import { likeAnywhere } from '#domain/directory/search-text.ts'
import type { CustomerSearch } from './read-search.ts'

export type CustomerState = 'draft' | 'active' | 'suspended' | 'closed'

export type ListedCustomer = {
  id: string
  state: CustomerState
  name: string
  vat_number: string | null
  kind: string | null
  since: Date | null
}

/** So many lines whose number begins so are looked at: whoever types more digits finds the rest. */
const mostLines = 2000

/** A search with its digits looked up. */
export type Meant = {
  readonly words: readonly string[]
  /** Whom a search for digits means; undefined: it was for words. */
  readonly owners: readonly string[] | undefined
}

/**
 * Whom digits may mean. Asked first and by itself, so that the list is read by these few ids:
 * inside the list's question PostgreSQL would hold every customer against them.
 */
export async function findOwners(
  trx: Transaction,
  { words, beginnings, number }: CustomerSearch,
): Promise<string[] | undefined> {
  if (!number && beginnings.length === 0) return undefined
  const ways = [
    // The same digits may be a VAT or contract number.
    sql`select id as company_id from company c where ${byWords(words)}`,
    ...(number
      ? [
          sql`select company_id from number_block
            where first_number <= ${number} and last_number >= ${number} and length(first_number) = ${number.length}`,
        ]
      : []),
    ...beginnings.flatMap((beginning) => [
      // In the order of the index, so that it is the index that is read, however many begin so.
      sql`select company_id from (select company_id from line where number like ${`${beginning}%`}
        order by number using ~<~ limit ${mostLines}) l`,
      sql`select company_id from number_block where first_number like ${`${beginning}%`}`,
    ]),
  ]
  const { rows } = await sql<{ company_id: string }>`${sql.join(ways, sql` union `)}`.execute(trx)
  return rows.map(({ company_id }) => company_id)
}

const byWords = (words: readonly string[]) =>
  sql.join(
    words.map((word) => sql`c.search_text like ${likeAnywhere(word)}`),
    sql` and `,
  )

function meant({ words, owners }: Meant) {
  if (owners) return sql`c.id = any(${`{${owners.join(',')}}`}::uuid[])`
  return words.length ? byWords(words) : sql`true`
}

function meantDraft({ words }: Meant) {
  const byWords = words.map(
    (word) => sql`(d.name_key || ' ' || coalesce(d.data ->> 'vatNumber', '')) like ${likeAnywhere(word)}`,
  )
  return byWords.length ? sql`(${sql.join(byWords, sql` and `)})` : sql`true`
}

export type CustomerFilter = { search: Meant; state: CustomerState | undefined }

function parts({ search, state }: CustomerFilter) {
  const companies =
    state === 'draft' ? sql`false` : sql`${meant(search)} ${state ? sql`and c.state = ${state}` : sql``}`
  const drafts = state === undefined || state === 'draft' ? meantDraft(search) : sql`false`
  return { companies, drafts: sql`d.activated_company is null and ${drafts}` }
}

export async function countCustomers(trx: Transaction, filter: CustomerFilter): Promise<number> {
  const { companies, drafts } = parts(filter)
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from company c where ${companies})
      + (select count(*) from customer_draft d where ${drafts}) as n`.execute(trx)
  return Number(rows[0]?.n ?? 0)
}

/** A page of them, those whom the desk owes an answer first where asked so. */
export async function findCustomers(
  trx: Transaction,
  filter: CustomerFilter,
  { order, limit, offset }: { order: 'requests' | 'name'; limit: number; offset: number },
): Promise<ListedCustomer[]> {
  const { companies, drafts } = parts(filter)
  const reach = limit + offset
  const owed = order === 'requests'
  // Who waits for an answer is read whole: they are few. Everybody else comes in the order of an index, which is read as far as
  // the page and never sorted. Of each only name and id; what stands on the page is read whole.
  const { rows } = await sql<ListedCustomer>`
    with waiting as materialized (
      select distinct on (company_id) company_id, kind, since from open_request order by company_id, since desc
    ), first as materialized (
      select c.id, c.name_key, w.since from waiting w join company c on c.id = w.company_id
      where ${owed ? companies : sql`false`}
    ), ahead as materialized (
      select count(*) as many from first
    ), page as (
      (select id, name_key, since from first order by since desc, name_key, id limit ${limit} offset ${offset})
      union all
      (select id, name_key, null from (
        (select c.id, c.name_key from company c
          where ${companies} ${owed ? sql`and c.id not in (select company_id from waiting)` : sql``}
          order by c.name_key, c.id limit ${reach})
        union all
        (select d.id, d.name_key from customer_draft d where ${drafts} order by d.name_key, d.id limit ${reach})
      ) others order by name_key, id
      limit greatest(0, ${limit} - greatest(0, (select many from ahead) - ${offset}))
      offset greatest(0, ${offset} - (select many from ahead)))
    )
    select p.id, coalesce(c.state::text, 'draft') as state, coalesce(c.name, d.name) as name,
      coalesce(c.vat_number, d.data ->> 'vatNumber') as vat_number, w.kind, w.since
    from page p
    -- One by one: not knowing how long a page is, PostgreSQL would read the whole table for it.
    left join lateral (select * from company where company.id = p.id offset 0) c on true
    left join lateral (select * from customer_draft where customer_draft.id = p.id offset 0) d on true
    left join waiting w on w.company_id = p.id
    order by p.since desc nulls last, p.name_key, p.id`.execute(trx)
  return rows
}

/** Where a company's first site is, and the number it is known by. */
export async function findPlaces(
  trx: Transaction,
  ids: readonly string[],
): Promise<Map<string, { place: string; number: string | null }>> {
  const { rows } = await sql<{ id: string; place: string; number: string | null }>`
    select c.id, coalesce(s.place, '') as place,
      coalesce(s.main_number, (select min(b.first_number) from number_block b where b.company_id = c.id),
        (select l.number from line l where l.company_id = c.id order by l.number limit 1)) as number
    from unnest(${ids}::uuid[]) as c (id)
    left join lateral (select ${placeOf} as place, main_number from site
      where site.company_id = c.id order by (town = ''), name_key limit 1) s on true`.execute(trx)
  return new Map(rows.map(({ id, place, number }) => [id, { place, number }]))
}

/** "Ivrea (TO)"; a site without an address has only its name. */
const placeOf = sql<string>`case when site.town = '' then site.name when site.province = '' then site.town
  else site.town || ' (' || site.province || ')' end`

export type LineCounts = { lines: number; completed: number; expired: number }

/** How many lines each company has, how many are through the first access, how many wait with an expired password. */
export async function countLines(
  trx: Transaction,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, LineCounts>> {
  const { rows } = await sql<{ id: string } & LineCounts>`
    select company_id as id, count(*) as lines, count(*) filter (where first_access = 'completed') as completed,
      count(*) filter (where credential = 'own' and account = 'live' and credential_expires_at <= ${now}) as expired
    from line where company_id = any(${ids}::uuid[]) group by company_id`.execute(trx)
  return new Map(
    rows.map((row) => [
      row.id,
      { lines: Number(row.lines), completed: Number(row.completed), expired: Number(row.expired) },
    ]),
  )
}

export async function findVersions(trx: Transaction, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; version: number }>`
    select company_id as id, version from directory_version where company_id = any(${ids}::uuid[])`.execute(trx)
  return new Map(rows.map(({ id, version }) => [id, Number(version)]))
}

export async function countDraftLines(trx: Transaction, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select draft_id as id, count(*) as n from draft_line where draft_id = any(${ids}::uuid[]) group by draft_id`.execute(
    trx,
  )
  return new Map(rows.map(({ id, n }) => [id, Number(n)]))
}

export const findCompany = (trx: Transaction, id: string) =>
  trx.selectFrom('company').selectAll().where('id', '=', id).executeTakeFirst()
/** Holds the company's row until the commit: two changes of state come one after the other. */
export const lockCompany = (trx: Transaction, id: string) =>
  trx.selectFrom('company').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function findSites(trx: Transaction, companyId: string) {
  const { rows } = await sql<{
    id: string
    name: string
    place: string
    main_number: string | null
    time_zone: string
    lines: number
  }>`
    select site.id, site.name, ${placeOf} as place, main_number, time_zone,
      (select count(*) from line where line.company_id = site.company_id and line.site_id = site.id) as lines
    from site where company_id = ${companyId} order by name_key`.execute(trx)
  return rows
}

export type FoundAdministrator = {
  id: string
  name: string
  number: string
  extension: string
  site: string
  account: 'provisioned' | 'live' | 'disabled' | 'closed'
  first_access: FirstAccessState
  credential: string
  credential_expires_at: Date | null
  email: string | null
  email_status: EmailStatus
}

export const findAdministrators = (trx: Transaction, companyId: string): Promise<FoundAdministrator[]> =>
  trx
    .selectFrom('line as l')
    .innerJoin('site as s', 's.id', 'l.site_id')
    .select(['l.id', 'l.name', 'l.number', 'l.extension', 's.name as site', 'l.account', 'l.first_access'])
    .select(['l.credential', 'l.credential_expires_at', 'l.email', 'l.email_status'])
    .where('l.company_id', '=', companyId)
    .where('l.role', '=', 'administrator')
    .orderBy('l.name_key')
    .orderBy('l.number')
    .execute()

export async function countOpenRequests(trx: Transaction, companyId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from open_request where company_id = ${companyId}`.execute(trx)
  return Number(rows[0]?.n ?? 0)
}

import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { FirstAccessState } from '#database/tables.ts'
import { likeAnywhere } from '#domain/directory/search-text.ts'
import type { CustomerSearch } from './read-search.ts'

export type FoundLine = {
  id: string
  number: string
  extension: string
  name: string
  site: string
  service: string
  role: 'user' | 'administrator'
  account: 'provisioned' | 'live' | 'disabled' | 'closed'
  first_access: FirstAccessState
  company_id: string
  company: string
}

const columns = sql`l.id, l.number, l.extension, l.name, s.name as site, p.name as service, l.role, l.account,
  l.first_access, l.company_id, c.name as company`
const joined = sql`join site s on s.id = l.site_id join service_profile p on p.code = l.service
  join company c on c.id = l.company_id`

const within = (companyId: string, terms: readonly string[]) =>
  sql.join(
    [sql`l.company_id = ${companyId}`, ...terms.map((term) => sql`l.search_text like ${likeAnywhere(term)}`)],
    sql` and `,
  )

/** The lines of one customer, by anything that is known of them. */
export async function findLinesOfCompany(
  trx: Transaction,
  companyId: string,
  terms: readonly string[],
  { limit, offset }: { limit: number; offset: number },
): Promise<FoundLine[]> {
  const { rows } = await sql<FoundLine>`
    select ${columns} from line l ${joined} where ${within(companyId, terms)}
    order by l.number limit ${limit} offset ${offset}`.execute(trx)
  return rows
}

export async function countLinesOfCompany(
  trx: Transaction,
  companyId: string,
  terms: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from line l where ${within(companyId, terms)}`.execute(trx)
  return Number(rows[0]?.n ?? 0)
}

/**
 * Lines of every customer by how number or name begins: an index answers, however many there are. Names begin with
 * the surname or with the first name, as the customer wrote them.
 */
export async function findLines(
  trx: Transaction,
  { words, beginnings }: CustomerSearch,
  { limit, offset }: { limit: number; offset: number },
): Promise<FoundLine[]> {
  const likes = beginnings.map((beginning) => `${beginning}%`)
  const name = words.join(' ').replace(/[\\%_]/g, '\\$&')
  const ids = likes.length
    ? sql`select id, number from line where ${sql.join(
        likes.map((like) => sql`number like ${like}`),
        sql` or `,
      )} order by number`
    : sql`select id, number from line where name_key like ${`${name}%`} order by name_key, number`
  const { rows } = await sql<FoundLine>`
    with found as materialized (${ids} limit ${limit} offset ${offset})
    select ${columns} from found f join line l on l.id = f.id ${joined}
    order by ${likes.length ? sql`l.number` : sql`l.name_key, l.number`}`.execute(trx)
  return rows
}

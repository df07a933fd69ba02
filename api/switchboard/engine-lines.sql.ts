import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

export type EngineLineRow = {
  readonly domain: string
  readonly number: string
  readonly extension: string
  readonly devices: readonly string[]
  readonly site: string
  /** Number and place an emergency call presents; null and empty where nobody has said. */
  readonly site_number: string | null
  readonly site_location: string
  readonly company: string
}

/**
 * Lines with the phones that ring for them, of all companies, in the order of their numbers: what the engine needs when no
 * portal is there.
 * @param after the number before the first
 */
export async function findEngineLines(
  trx: Transaction,
  after: string,
  limit: number,
): Promise<readonly EngineLineRow[]> {
  const { rows } = await sql<EngineLineRow>`
    select c.sip_domain as domain, l.number, l.extension, s.name as site, c.name as company,
      coalesce(s.emergency_number, s.main_number) as site_number, s.emergency_location as site_location,
      coalesce(array_agg(d.sip_user order by d.created_at) filter (where d.id is not null), '{}') as devices
    from line l
      join company c on c.id = l.company_id
      join site s on s.id = l.site_id
      left join device d on d.line_id = l.id and d.removed_at is null and d.disabled_at is null
    where l.number > ${after}
    group by c.sip_domain, l.number, l.extension, s.name, c.name, s.emergency_number, s.main_number, s.emergency_location
    order by l.number
    limit ${limit}`.execute(trx)
  return rows
}

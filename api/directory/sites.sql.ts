import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

/** The company's sites by name, each with its number of lines; one without lines is a site too. */
export async function findSites(trx: Transaction, companyId: string) {
  const { rows } = await sql<{ id: string; name: string; lines: number }>`
    select t.id, t.name, coalesce(l.lines, 0) as lines
    from site t
    left join (select site_id, count(*) as lines from line where company_id = ${companyId} group by site_id) l
      on l.site_id = t.id
    where t.company_id = ${companyId}
    order by t.name_key`.execute(trx)
  return rows
}

import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'

export type SeededPhone = { readonly user: string; readonly domain: string; readonly number: string }

/** One phone for each line that has none, all with the same secret: for figures, which register thousands of them. */
export async function insertPhones(
  db: Kysely<Tables> | Transaction<Tables>,
  secret: string,
  now: Date,
): Promise<readonly SeededPhone[]> {
  const { rows } = await sql<SeededPhone>`
    with fresh as (
      insert into device (id, company_id, line_id, name, kind, sip_user, sip_domain, ha1, search_text, created_at, rotated_at)
      select gen_random_uuid(), l.company_id, l.id, 'Telefono', 'desk', substr(l.number, 4) || '-1', c.sip_domain,
        md5(substr(l.number, 4) || '-1:' || c.sip_domain || ':' || ${secret}::text), 'telefono', ${now}, ${now}
      from line l join company c on c.id = l.company_id
      where not exists (select from device d where d.line_id = l.id)
      returning line_id, sip_user, sip_domain
    )
    select f.sip_user as "user", f.sip_domain as domain, l.number from fresh f join line l on l.id = f.line_id
    order by l.number`.execute(db)
  return rows
}

import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'

/** What the database puts after a new company's name (`choose_sip_domain`). */
export const putSipDomain = (trx: Transaction, domain: string) =>
  trx
    .insertInto('installation_fact')
    .values({ name: 'sip-domain', value: domain })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: domain }))
    .execute()

/** Companies below another domain that have never had a phone move; secrets of phones hold the domain for ever. */
export async function moveUnusedDomains(trx: Transaction, domain: string): Promise<void> {
  await sql`
    update company c set sip_domain = split_part(c.sip_domain, '.', 1) || '.' || ${domain}
    where c.sip_domain not like '%.' || ${domain}
      and not exists (select from device d where d.company_id = c.id)
      and not exists (select from company o where o.sip_domain = split_part(c.sip_domain, '.', 1) || '.' || ${domain})`.execute(
    trx,
  )
}

import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import { addDays } from '#domain/clock.ts'
import { expiringDays, type QuickView, quickViews } from '#domain/directory/quick-view.ts'
import { inOwnSites } from './own-sites.sql.ts'

/** Which lines `l` of the company a quick view shows. Closed ones are nobody's to act upon. */
export function inView(view: QuickView, companyId: string, now: Date): RawBuilder<unknown> {
  switch (view) {
    case 'never-activated':
      return sql`(l.account <> 'closed' and l.activated_at is null)`
    case 'without-email':
      return sql`(l.account <> 'closed' and l.email is null)`
    case 'expiring':
      return sql`(l.account = 'live' and l.credential = 'own' and l.credential_expires_at > ${now}
        and l.credential_expires_at <= ${addDays(now, expiringDays)})`
    case 'forward-outside':
      return sql`(l.account <> 'closed' and l.id in (
        select s.line_id from call_settings s where s.company_id = ${companyId} and s.forwards_outside))`
    case 'offline':
      // Has telephones, and none of them is connected.
      return sql`(l.account = 'live' and l.id in (
        select d.line_id from device d
        where d.company_id = ${companyId} and d.removed_at is null and d.disabled_at is null
        group by d.line_id
        having bool_and(d.registered_since is null or coalesce(d.registered_until <= ${now}, false))))`
  }
}

export async function countViews(trx: Transaction, companyId: string, now: Date): Promise<Record<QuickView, number>> {
  const columns = quickViews.map(
    (view) => sql`(count(*) filter (where ${inView(view, companyId, now)}))::integer as ${sql.id(view)}`,
  )
  const { rows } = await sql<Record<QuickView, number>>`
    select ${sql.join(columns)} from line l where l.company_id = ${companyId} and ${inOwnSites(sql`l.site_id`)}`.execute(
    trx,
  )
  return rows[0] as Record<QuickView, number>
}

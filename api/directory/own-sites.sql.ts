import { type RawBuilder, sql } from 'kysely'
import { ownSites } from '#database/connect.ts'

/**
 * Lines of the sites that the viewer answers for. Row-level security says it too, everywhere; this is for questions that
 * go through the service door, and for counts, which the viewer's own line elsewhere must not enter.
 */
export function inOwnSites(siteId: RawBuilder<unknown>): RawBuilder<unknown> {
  const sites = ownSites()
  return sites === undefined ? sql`true` : sql`${siteId} = any(${`{${sites.join(',')}}`}::uuid[])`
}

/** Names the viewer's part of a company, so that what was computed for one part is not shown for another. */
export function partOf(companyId: string): string {
  const sites = ownSites()
  return sites === undefined ? companyId : [companyId, ...sites].join(' ')
}

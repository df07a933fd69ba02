import { continuity } from '#domain/access/administrators.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { enabledOf, findAdministrators, findReachableAdministrators, findSitesById } from './people.sql.ts'

/** Whom a company's notices go to, in each one's language. */
export const reachableAdministrators = findReachableAdministrators

/** Who administers the company, and whether one of them will get in again (spec/product 7.2, idea 7). */
export async function listAdministrators(
  { cellar }: House,
  { line: { companyId, id, administratorSites } }: LiveSession,
) {
  return cellar.inCompany(
    { companyId, lineId: id },
    async (trx) => {
      const found = await findAdministrators(trx, companyId)
      const siteIds = [...new Set(found.flatMap((one) => one.administrator_sites ?? []))]
      const sites = siteIds.length > 0 ? await findSitesById(trx, companyId, siteIds) : []
      const ends = found
        .filter((one) => one.account === 'live' && one.administrator_sites === null)
        .flatMap((one) => one.credential_expires_at?.toISOString() ?? [])
      return {
        // Whoever sees some sites only cannot judge it, nor mend it.
        continuity: administratorSites ? ('safe' as const) : continuity(enabledOf(found)),
        firstEnd: ends.sort()[0] ?? null,
        administrators: found.map((one) => ({
          id: one.id,
          name: one.name,
          number: one.number,
          emailStatus: one.email_status,
          suspended: one.account === 'disabled',
          sites:
            one.administrator_sites &&
            sites.filter((site) => one.administrator_sites?.includes(site.id)).map(({ name }) => name),
          passwordEndsAt: one.credential_expires_at?.toISOString() ?? null,
        })),
      }
    },
    { readOnly: true },
  )
}

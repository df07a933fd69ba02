import type { sitesRoutes } from '#contract/sites.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'
import { addSite, changeSite, listSites, moveSiteLines, removeSite } from './sites.ts'

/** The room's table of contents. */
export function sitesHandlers(house: House): Handlers<typeof sitesRoutes> {
  return {
    'GET /api/sites': ({ session, query }) => listSites(house, session, query),
    'POST /api/sites': (visit) => addSite(house, visit, visit.body),
    'PATCH /api/sites/:siteId': (visit) => changeSite(house, visit, visit.params.siteId, visit.body),
    'DELETE /api/sites/:siteId': (visit) => removeSite(house, visit, visit.params.siteId),
    'POST /api/sites/:siteId/move-lines': (visit) => moveSiteLines(house, visit, visit.params.siteId, visit.body.to),
  }
}

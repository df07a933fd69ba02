import type { directoryRoutes } from '#contract/directory.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'
import { closeLine, openLine } from './acting-grant.ts'
import { readConfiguration } from './configuration.ts'
import { enterEmail } from './enter-email.ts'
import { exportLines } from './export.ts'
import { createFirstAccessBoard } from './first-access-board.ts'
import { createFoundLines } from './found-lines.ts'
import { listLines } from './lines.ts'
import { readQuickViews } from './quick-views.ts'
import { createSites } from './sites.ts'
import { setTemporaryPassword } from './temporary-password.ts'

/** The room's table of contents. */
export function directoryHandlers(house: House): Handlers<typeof directoryRoutes> {
  const found = createFoundLines(house.cellar, house.clock)
  const listSites = createSites(house.cellar)
  const readBoard = createFirstAccessBoard(house)
  return {
    'GET /api/directory/lines': ({ session, query }) => listLines(found, session, query),
    'POST /api/directory/lines/export': (visit) => exportLines(house, found, visit, visit.body),
    'GET /api/directory/quick-views': ({ session }) => readQuickViews(house, session),
    'GET /api/directory/sites': ({ session }) => listSites(session),
    'GET /api/directory/first-access': ({ session }) => readBoard(session),

    'POST /api/directory/acting-grants': (visit) => openLine(house, visit, visit.body.lineId),
    'POST /api/directory/acting-grants/end': (visit) => closeLine(house, visit),
    'GET /api/directory/lines/:lineId/configuration': ({ session, params }) =>
      readConfiguration(house, session, params.lineId),
    'POST /api/directory/lines/:lineId/temporary-password': (visit) =>
      setTemporaryPassword(house, visit, visit.params.lineId, visit.body),
    'POST /api/directory/lines/:lineId/email': (visit) => enterEmail(house, visit, visit.params.lineId, visit.body),
  }
}

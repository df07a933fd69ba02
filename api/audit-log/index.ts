import type { auditLogRoutes } from '#contract/audit-log.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'
import { checkChain, exportEvents, listActions, listEvents } from './audit-log.ts'
import { previewRestore, restore } from './restore.ts'

/** The room's table of contents. */
export function auditLogHandlers(house: House): Handlers<typeof auditLogRoutes> {
  return {
    'GET /api/audit-log': ({ session, query }) => listEvents(house, session, query),
    'GET /api/audit-log/actions': ({ session }) => listActions(house, session),
    'GET /api/audit-log/:eventId/restore': (visit) => previewRestore(house, visit, visit.params.eventId),
    'POST /api/audit-log/:eventId/restore': (visit) => restore(house, visit, visit.params.eventId, visit.body.seen),
    'POST /api/audit-log/check': ({ session }) => checkChain(house, session),
    'POST /api/audit-log/export': (visit) => exportEvents(house, visit, visit.body),
  }
}

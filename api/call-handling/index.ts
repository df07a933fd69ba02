import type { callHandlingRoutes } from '#contract/call-handling.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'
import { changePermissions, readPermissions } from './call-permissions.ts'
import { readCodes } from './codes.ts'
import { blockCaller, readBlocks, unblockCaller } from './company-blocks.ts'
import { showDestination } from './destination.ts'
import { readHistory, restoreSetting } from './history.ts'
import { readSettings } from './read-settings.ts'
import { saveSettings } from './save-settings.ts'
import { simulate } from './simulate.ts'
import { anothers, own } from './whose.ts'

/** The room's table of contents. */
export function callHandlingHandlers(house: House): Handlers<typeof callHandlingRoutes> {
  return {
    'GET /api/call-handling/settings': (visit) => readSettings(house, own(visit)),
    'POST /api/call-handling/settings': (visit) => saveSettings(house, own(visit), visit.body),
    'POST /api/call-handling/destination': (visit) => showDestination(house, own(visit), visit.body.typed),
    'GET /api/call-handling/history': (visit) => readHistory(house, own(visit), visit.query),
    'POST /api/call-handling/history/:changeId/restore': (visit) =>
      restoreSetting(house, own(visit), visit.params.changeId, visit.body),
    'POST /api/call-handling/simulate': (visit) => simulate(house, own(visit), visit.body),
    'GET /api/call-handling/codes': (visit) => readCodes(house, own(visit)),

    'GET /api/call-handling/lines/:lineId/settings': (visit) =>
      readSettings(house, anothers(visit, visit.params.lineId)),
    'POST /api/call-handling/lines/:lineId/settings': (visit) =>
      saveSettings(house, anothers(visit, visit.params.lineId), visit.body),
    'POST /api/call-handling/lines/:lineId/destination': (visit) =>
      showDestination(house, anothers(visit, visit.params.lineId), visit.body.typed),
    'GET /api/call-handling/lines/:lineId/history': (visit) =>
      readHistory(house, anothers(visit, visit.params.lineId), visit.query),
    'POST /api/call-handling/lines/:lineId/history/:changeId/restore': (visit) =>
      restoreSetting(house, anothers(visit, visit.params.lineId), visit.params.changeId, visit.body),
    'POST /api/call-handling/lines/:lineId/simulate': (visit) =>
      simulate(house, anothers(visit, visit.params.lineId), visit.body),
    'GET /api/call-handling/lines/:lineId/codes': (visit) => readCodes(house, anothers(visit, visit.params.lineId)),
    'GET /api/call-handling/lines/:lineId/call-permissions': ({ session, params }) =>
      readPermissions(house, session, params.lineId),
    'POST /api/call-handling/lines/:lineId/call-permissions': (visit) =>
      changePermissions(house, visit, visit.params.lineId, visit.body.allowed),

    'GET /api/call-handling/company-blocks': ({ session }) => readBlocks(house, session),
    'POST /api/call-handling/company-blocks': (visit) => blockCaller(house, visit, visit.body),
    'DELETE /api/call-handling/company-blocks/:blockId': (visit) => unblockCaller(house, visit, visit.params.blockId),
  }
}

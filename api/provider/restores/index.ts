import type { restoreRoutes } from '#contract/restores.ts'
import type { House } from '../../house.ts'
import type { Handlers } from '../../http/visit.ts'
import { consentToRestore, lookAtRestore, stopRestore } from './answer-restore.ts'
import { askRestore, readRestore } from './ask-restore.ts'
import { approveRestore, refuseRestore, speakPassword, withdrawRestore } from './decide-restore.ts'
import { closeRequest, countOpenRequests, listRequests } from './requests.ts'

/** The room's table of contents. */
export function restoreHandlers(house: House): Handlers<typeof restoreRoutes> {
  return {
    'GET /api/provider/lines/:lineId/restore': ({ params }) => readRestore(house, params.lineId),
    'POST /api/provider/lines/:lineId/restore': (visit) => askRestore(house, visit, visit.params.lineId, visit.body),
    'GET /api/provider/requests': ({ staff, query }) => listRequests(house, staff, query),
    'GET /api/provider/requests/count': () => countOpenRequests(house),
    'POST /api/provider/restores/:restoreId/approve': (visit) => approveRestore(house, visit, visit.params.restoreId),
    'POST /api/provider/restores/:restoreId/refuse': (visit) =>
      refuseRestore(house, visit, visit.params.restoreId, visit.body.reason),
    'POST /api/provider/restores/:restoreId/withdraw': (visit) => withdrawRestore(house, visit, visit.params.restoreId),
    'POST /api/provider/restores/:restoreId/speak': (visit) => speakPassword(house, visit, visit.params.restoreId),
    'POST /api/provider/requests/:requestId/close': (visit) =>
      closeRequest(house, visit, visit.params.requestId, visit.body.note),
    'POST /api/restore-answers/look': ({ caller, body }) => lookAtRestore(house, caller, body),
    'POST /api/restore-answers/consent': ({ caller, body }) => consentToRestore(house, caller, body),
    'POST /api/restore-answers/stop': ({ caller, body }) => stopRestore(house, caller, body),
  }
}

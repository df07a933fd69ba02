import type { supportRoutes } from '#contract/support.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'
import { acceptProposal, refuseProposal } from './answer-proposal.ts'
import { readDiagnosis } from './diagnosis.ts'
import { openDiagnosis } from './open-diagnosis.ts'
import { endVisitAsCustomer, makeCode, readSupport, revokeCode } from './own-support.ts'
import { endDiagnosis, propose, withdraw } from './propose.ts'

/** The room's table of contents. */
export function supportHandlers(house: House): Handlers<typeof supportRoutes> {
  return {
    'GET /api/me/support': ({ session }) => readSupport(house, session),
    'POST /api/me/support/code': (visit) => makeCode(house, visit),
    'DELETE /api/me/support/code': (visit) => revokeCode(house, visit),
    'POST /api/me/support/visit/end': (visit) => endVisitAsCustomer(house, visit),
    'POST /api/me/support/proposals/:proposalId/accept': (visit) =>
      acceptProposal(house, visit, visit.params.proposalId),
    'POST /api/me/support/proposals/:proposalId/refuse': (visit) =>
      refuseProposal(house, visit, visit.params.proposalId),

    'POST /api/provider/diagnoses': (visit) => openDiagnosis(house, visit, visit.body),
    'GET /api/provider/diagnoses/:visitId': ({ staff, params }) => readDiagnosis(house, staff.id, params.visitId),
    'POST /api/provider/diagnoses/:visitId/end': (visit) => endDiagnosis(house, visit, visit.params.visitId),
    'POST /api/provider/diagnoses/:visitId/proposals': (visit) =>
      propose(house, visit, visit.params.visitId, visit.body.change),
    'POST /api/provider/diagnoses/:visitId/proposals/withdraw': (visit) => withdraw(house, visit, visit.params.visitId),
  }
}

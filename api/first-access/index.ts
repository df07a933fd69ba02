import type { firstAccessRoutes } from '#contract/first-access.ts'
import type { BulkAction } from '#database/tables.ts'
import { Problem } from '#domain/problem.ts'
import { createFoundLines } from '../directory/found-lines.ts'
import type { House } from '../house.ts'
import type { Handlers, SessionVisit } from '../http/visit.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { setActivation } from './activation-settings.ts'
import { confirmActivation, listActivations } from './activations.ts'
import { checkPaste } from './check-paste.ts'
import { readCockpit } from './cockpit.ts'
import { enterEmails } from './enter-emails.ts'
import { exportSelection } from './export-selection.ts'
import { contextOf, forgetSheets, printSheets, readJob, startJob } from './jobs.ts'
import { makeProof } from './line-proof.ts'
import { findSite } from './many-lines.sql.ts'
import { objectToActivation } from './reopen-line.ts'
import { type Selection, selectedLines } from './selection.ts'
import { closeFirstAccess, reopenFirstAccess, rotateByAdministrator } from './shared-password.ts'

/** So many lines at once; paper for more would not be handed out in the week that its passwords last. */
const most: Readonly<Record<BulkAction, number>> = {
  remind: 20_000,
  invite: 20_000,
  'temporary-password': 500,
  move: 20_000,
}

type Who = Pick<SessionVisit, 'session' | 'caller'>
type Asked = { readonly key: string; readonly selection: Selection }

/** The room's table of contents. */
export function firstAccessHandlers(house: House): Handlers<typeof firstAccessRoutes> {
  const found = createFoundLines(house.cellar, house.clock)

  async function begin(visit: Who, action: BulkAction, asked: Asked, siteId?: string) {
    house.throttles.perSession(visit.session, 'export')
    const lineIds = await selectedLines(found, house, visit.session, asked.selection, most[action])
    return startJob(house, visit, { key: asked.key, action, lineIds, ...(siteId ? { siteId } : {}) })
  }

  return {
    'GET /api/first-access': ({ session }) => readCockpit(house, session),
    'POST /api/first-access/reminders': (visit) => begin(visit, 'remind', visit.body),
    'POST /api/first-access/invitations': (visit) => begin(visit, 'invite', visit.body),
    'POST /api/first-access/temporary-passwords': (visit) => begin(visit, 'temporary-password', visit.body),
    'POST /api/first-access/moves': async (visit) => {
      const { companyId } = visit.session.line
      const { siteId } = visit.body
      const site = await house.cellar.inCompany(contextOf(visit.session), (trx) => findSite(trx, companyId, siteId), {
        readOnly: true,
      })
      if (!site) throw new Problem('not-found')
      return begin(visit, 'move', visit.body, siteId)
    },
    'POST /api/first-access/selection/export': (visit) => exportSelection(house, found, visit, visit.body.selection),
    'GET /api/first-access/jobs/:jobId': ({ session, params }) => readJob(house, session, params.jobId),
    'POST /api/first-access/jobs/:jobId/sheets': (visit) => printSheets(house, visit, visit.params.jobId),
    'POST /api/first-access/jobs/:jobId/sheets/forget': ({ session, params }) =>
      forgetSheets(house, session, params.jobId),

    'POST /api/first-access/emails/check': (visit) => checkPaste(house, visit.session, visit.body.text),
    'POST /api/first-access/emails': (visit) => enterEmails(house, visit, visit.body.rows),

    'GET /api/first-access/activations': ({ session, query }) => listActivations(house, session, query),
    'POST /api/first-access/activations/:activationId/confirm': (visit) =>
      confirmActivation(house, visit, visit.params.activationId),
    'POST /api/first-access/activations/:activationId/objection': (visit) =>
      objectToActivation(house, visit, visit.params.activationId, visit.body),

    'POST /api/me/line-proof': ({ session }) => makeProof(house, session),

    'POST /api/first-access/settings': (visit) => setActivation(house, visit, visit.body),
    'POST /api/first-access/shared-password/close': (visit) => closeFirstAccess(house, visit),
    'POST /api/first-access/shared-password/reopen': (visit) => reopenFirstAccess(house, visit, visit.body),
    'POST /api/first-access/shared-password/rotate': (visit) => rotateByAdministrator(house, visit, visit.body),

    'POST /api/invitation': ({ caller, body }) => acceptInvitation(house, caller, body),
  }
}

import type { peopleRoutes } from '#contract/people.ts'
import type { House } from '../house.ts'
import type { Handlers, SessionVisit } from '../http/visit.ts'
import { listAdministrators } from './administrators.ts'
import { changeDetails } from './details.ts'
import { exportEnding, listEnding, readCalendar } from './expiry.ts'
import { readPerson } from './person.ts'
import { reassignLine } from './reassign.ts'
import { changeRole } from './role.ts'
import { cancelSpread, planSpread, proposeSpread } from './spread.ts'
import { resumeLine, suspendLine } from './suspend.ts'

/** The room's table of contents. */
export function peopleHandlers(house: House): Handlers<typeof peopleRoutes> {
  /** Every change answers with the person as he or she is now. */
  const after = async <T>(
    { session, params }: Pick<SessionVisit, 'session'> & { params: { lineId: string } },
    done: Promise<T>,
  ) => {
    const result = await done
    return { result, person: await readPerson(house, session, params.lineId) }
  }
  return {
    'GET /api/people/lines/:lineId': ({ session, params }) => readPerson(house, session, params.lineId),
    'PATCH /api/people/lines/:lineId': async (visit) =>
      (await after(visit, changeDetails(house, visit, visit.params.lineId, visit.body))).person,
    'POST /api/people/lines/:lineId/suspend': async (visit) =>
      (await after(visit, suspendLine(house, visit, visit.params.lineId))).person,
    'POST /api/people/lines/:lineId/resume': async (visit) =>
      (await after(visit, resumeLine(house, visit, visit.params.lineId))).person,
    'POST /api/people/lines/:lineId/role': async (visit) =>
      (await after(visit, changeRole(house, visit, visit.params.lineId, visit.body))).person,
    'POST /api/people/lines/:lineId/reassign': async (visit) => {
      const { result, person } = await after(visit, reassignLine(house, visit, visit.params.lineId, visit.body))
      return { ...result, person }
    },
    'GET /api/people/administrators': ({ session }) => listAdministrators(house, session),

    'GET /api/people/expiry': ({ session, query }) => readCalendar(house, session, query),
    'GET /api/people/expiry/lines': ({ session, query }) => listEnding(house, session, query),
    'POST /api/people/expiry/export': (visit) => exportEnding(house, visit, visit.body),
    'POST /api/people/expiry/proposal': ({ session, body }) => proposeSpread(house, session, body),
    'POST /api/people/expiry/plan': (visit) => planSpread(house, visit, visit.body),
    'POST /api/people/expiry/plan/cancel': (visit) => cancelSpread(house, visit, visit.body),
  }
}

import type { callLimitsRoutes } from '#contract/call-limits.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'
import { decideCeiling, readCeiling } from './ceiling.ts'
import { changeLimits, changeLinesLimits, letCallsGoOn } from './limits.ts'
import { readLimits } from './read-limits.ts'

/** The room's table of contents. */
export const callLimitsHandlers = (house: House): Handlers<typeof callLimitsRoutes> => ({
  'GET /api/call-handling/limits': ({ session }) => readLimits(house, session),
  'POST /api/call-handling/limits': (visit) => changeLimits(house, visit, visit.body),
  'POST /api/call-handling/limits/lines/:lineId': (visit) =>
    changeLinesLimits(house, visit, visit.params.lineId, visit.body),
  'POST /api/call-handling/limits/let-go-on': (visit) => letCallsGoOn(house, visit, visit.body),

  'GET /api/provider/customers/:companyId/ceiling': ({ params }) => readCeiling(house, params.companyId),
  'POST /api/provider/customers/:companyId/ceiling': ({ caller, staff, params, body }) =>
    decideCeiling(house, { caller, staff }, params.companyId, body),
})

import type { extensionsRoutes } from '#contract/extensions.ts'
import type { shortCodesRoutes } from '#contract/short-codes.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'
import {
  changePlan,
  checkExtension,
  checkPrefix,
  freeForLine,
  mapConflicts,
  readPlan,
  setExtension,
  setSiteRange,
} from './extensions.ts'
import { previewRenumbering, renumber, undoRenumbering } from './renumber.ts'
import {
  addShortCode,
  changeShortCode,
  checkShortCode,
  listShortCodes,
  removeShortCode,
  usersOfShortCode,
} from './short-codes.ts'
import { exportShortCodes, importShortCodes } from './short-codes-file.ts'

/** The room's table of contents. */
export function shortCodesHandlers(house: House): Handlers<typeof shortCodesRoutes> {
  return {
    'GET /api/short-codes': ({ session, query }) => listShortCodes(house, session, query),
    'POST /api/short-codes/check': ({ session, body }) => checkShortCode(house, session, body),
    'POST /api/short-codes': (visit) => addShortCode(house, visit, visit.body),
    'PATCH /api/short-codes/:entryId': (visit) => changeShortCode(house, visit, visit.params.entryId, visit.body),
    'DELETE /api/short-codes/:entryId': (visit) => removeShortCode(house, visit, visit.params.entryId),
    'GET /api/short-codes/:entryId/users': ({ session, params }) => usersOfShortCode(house, session, params.entryId),
    'POST /api/short-codes/export': (visit) => exportShortCodes(house, visit),
    'POST /api/short-codes/import': (visit) => importShortCodes(house, visit, visit.body),
  }
}

export function extensionsHandlers(house: House): Handlers<typeof extensionsRoutes> {
  return {
    'GET /api/extensions': ({ session }) => readPlan(house, session),
    'POST /api/extensions/plan': (visit) => changePlan(house, visit, visit.body),
    'POST /api/extensions/plan/check': ({ session, body }) => checkPrefix(house, session, body.externalPrefix),
    'POST /api/extensions/sites/:siteId/range': (visit) =>
      setSiteRange(house, visit, visit.params.siteId, visit.body.range),
    'GET /api/extensions/lines/:lineId/free': ({ session, params }) => freeForLine(house, session, params.lineId),
    'POST /api/extensions/lines/:lineId/check': ({ session, params, body }) =>
      checkExtension(house, session, params.lineId, body.extension),
    'POST /api/extensions/lines/:lineId': (visit) =>
      setExtension(house, visit, visit.params.lineId, visit.body.extension),
    'GET /api/extensions/conflicts': ({ session }) => mapConflicts(house, session),
    'POST /api/extensions/renumber/preview': ({ session, body }) => previewRenumbering(house, session, body),
    'POST /api/extensions/renumber': (visit) => renumber(house, visit, visit.body),
    'POST /api/extensions/renumber/:renumberingId/undo': (visit) =>
      undoRenumbering(house, visit, visit.params.renumberingId),
  }
}

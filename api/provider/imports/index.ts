import type { importRoutes } from '#contract/imports.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../../house.ts'
import type { Handlers } from '../../http/visit.ts'
import { applyImport } from './apply-import.ts'
import { cancelImport } from './cancel-import.ts'
import { checkImport } from './check-import.ts'
import { correctRow, leaveOutBad } from './correct-row.ts'
import { openImport } from './open-import.ts'
import { presentImport } from './present-import.ts'
import { previewImport } from './preview.ts'

/** The room's table of contents. */
export function importHandlers(house: House): Handlers<typeof importRoutes> {
  return {
    'POST /api/provider/imports': ({ query, file, staff }) => {
      const { draft, company, name, sheet } = query
      // For one or the other: a file has one destination.
      if ((draft === undefined) === (company === undefined)) throw new Problem('not-found')
      const whose = { draft_id: draft ?? null, company_id: company ?? null }
      return openImport(house, staff, { whose, fileName: name, sheet, bytes: file })
    },
    'GET /api/provider/imports/:importId': ({ params }) => presentImport(house, params.importId),
    'POST /api/provider/imports/:importId/check': ({ params, body }) => checkImport(house, params.importId, body),
    'GET /api/provider/imports/:importId/rows': ({ params, query }) => previewImport(house, params.importId, query),
    'PATCH /api/provider/imports/:importId/rows/:row': ({ params, body }) =>
      correctRow(house, params.importId, params.row, body),
    'POST /api/provider/imports/:importId/leave-out': ({ params, body }) =>
      leaveOutBad(house, params.importId, body.rows),
    'POST /api/provider/imports/:importId/apply': ({ params, body, staff, caller }) =>
      applyImport(house, { staff, caller }, params.importId, body.rows),
    'POST /api/provider/imports/:importId/cancel': ({ params }) => cancelImport(house, params.importId),
  }
}

import type { activationRoutes } from '#contract/activation.ts'
import type { House } from '../../house.ts'
import type { Handlers } from '../../http/visit.ts'
import { activateDraft } from './activate-draft.ts'
import { deleteDraftLine, listDraftLines, putDraftLine } from './draft-lines.ts'
import { createDraft, deleteDraft, listDrafts, saveDraft, showDraft } from './drafts.ts'

/** The room's table of contents. */
export function activationHandlers(house: House): Handlers<typeof activationRoutes> {
  return {
    'GET /api/provider/drafts': ({ query }) => listDrafts(house, query),
    'POST /api/provider/drafts': (visit) => createDraft(house, visit, visit.body.name),
    'GET /api/provider/drafts/:draftId': ({ params }) => showDraft(house, params.draftId),
    'PATCH /api/provider/drafts/:draftId': (visit) => saveDraft(house, visit, visit.params.draftId, visit.body),
    'DELETE /api/provider/drafts/:draftId': (visit) => deleteDraft(house, visit, visit.params.draftId),
    'GET /api/provider/drafts/:draftId/lines': ({ params, query }) => listDraftLines(house, params.draftId, query),
    'POST /api/provider/drafts/:draftId/lines': ({ params, body }) => putDraftLine(house, params.draftId, body),
    'PATCH /api/provider/drafts/:draftId/lines/:draftLineId': ({ params, body }) =>
      putDraftLine(house, params.draftId, body, params.draftLineId),
    'DELETE /api/provider/drafts/:draftId/lines/:draftLineId': ({ params }) =>
      deleteDraftLine(house, params.draftId, params.draftLineId),
    'POST /api/provider/drafts/:draftId/activate': (visit) =>
      activateDraft(house, visit, visit.params.draftId, visit.body.version),
  }
}

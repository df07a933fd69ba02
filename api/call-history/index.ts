import type { callHistoryRoutes } from '#contract/call-history.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'
import { deleteMessage, listMessages, readAudio, restoreMessage, setHeard } from '../messages/messages.ts'
import { deleteCalls, listCalls, readCall, seeMissed } from './calls.ts'
import { exportCalls } from './export.ts'
import { readNews } from './news.ts'

/** The contents of two rooms that share a page: calls and messages. */
export function callHistoryHandlers(house: House): Handlers<typeof callHistoryRoutes> {
  return {
    'GET /api/me/calls': ({ session, query }) => listCalls(house, session, query),
    'GET /api/me/calls/:callId': ({ session, params }) => readCall(house, session, params.callId),
    'POST /api/me/calls/seen': ({ session, body }) => seeMissed(house, session, body.upTo),
    'POST /api/me/calls/delete': ({ session, body }) => deleteCalls(house, session, body),
    'POST /api/me/calls/export': (visit) => exportCalls(house, visit, visit.body),
    'GET /api/me/messages': ({ session, query }) => listMessages(house, session, query),
    'GET /api/me/messages/:messageId/audio': ({ session, params }) => readAudio(house, session, params.messageId),
    'PATCH /api/me/messages/:messageId': ({ session, params, body }) =>
      setHeard(house, session, params.messageId, body.heard),
    'DELETE /api/me/messages/:messageId': ({ session, params }) => deleteMessage(house, session, params.messageId),
    'POST /api/me/messages/:messageId/restore': ({ session, params }) =>
      restoreMessage(house, session, params.messageId),
    'GET /api/me/news': ({ session }) => readNews(house, session),
  }
}

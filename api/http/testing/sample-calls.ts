import type { RouteKey } from '#contract/api.ts'

export type Sample = {
  readonly params?: Record<string, string>
  readonly query?: Record<string, string>
  readonly body?: Record<string, unknown>
}

const nobody = '00000000-0000-4000-8000-000000000000'
const token = 'A'.repeat(43)

/**
 * One call of every route. Its shape is right, so that it reaches the rules; what it says is wrong where it can
 * be, so that it changes little. A route without a row does not compile, and its tests fail.
 */
export const sampleCalls = {
  'GET /api/session': {},
  'POST /api/session': { body: { number: '0125 555 000', password: 'non è questa' } },
  'POST /api/session/resume': {},
  'GET /api/demo/outside-numbers': {},
  'POST /api/session/end': {},
  'POST /api/session/extend': {},
  'POST /api/session/second-factor': { body: { code: '000000' } },
  'POST /api/session/passkey-options': {},
  'POST /api/session/passkey': { body: { response: { id: 'nessuna' } } },
  'POST /api/session/view': { body: { view: 'user' } },
  'POST /api/session/step-up': { body: { password: 'non è questa' } },
  'POST /api/password/change': { body: { oldPassword: 'non è questa', newPassword: 'tramonto zaino pinguino' } },
  'POST /api/password/reset-request': { body: { number: '0125 555 000' } },
  'POST /api/password/reset': { body: { token, number: '0125 555 000', newPassword: 'tramonto zaino pinguino' } },
  'POST /api/email': { body: { email: 'nuova@arredi.example' } },
  'POST /api/email/resend': {},
  'POST /api/email/verify': { body: { code: '000000' } },
  'POST /api/email/later': {},
  'POST /api/email/confirm-link': { body: { token, number: '0125 555 000' } },
  'POST /api/email/undo': { body: { token } },
  'GET /api/me': {},
  'GET /api/me/activity': {},
  'GET /api/me/devices': {},
  'POST /api/me/devices/end-others': {},
  'DELETE /api/me/devices/:id': { params: { id: nobody } },
  'PATCH /api/me/preferences': { body: {} },
  'POST /api/me/pin': { body: { newPin: '111111' } },
  'POST /api/me/totp/begin': {},
  'POST /api/me/totp/confirm': { body: { code: '000000' } },
  'DELETE /api/me/totp': {},
  'POST /api/me/passkeys/options': {},
  'POST /api/me/passkeys': { body: { label: 'Portachiavi', response: { id: 'nessuna' } } },
  'DELETE /api/me/passkeys/:id': { params: { id: 'nessuna' } },
  'GET /api/directory/lines': {},
  'POST /api/directory/lines/export': { body: {} },
  'GET /api/directory/sites': {},
  'GET /api/directory/first-access': {},
  'POST /api/directory/acting-grants': { body: { lineId: nobody } },
  'POST /api/directory/acting-grants/end': {},
  'GET /api/directory/lines/:lineId/configuration': { params: { lineId: nobody } },
  'POST /api/directory/lines/:lineId/temporary-password': {
    params: { lineId: nobody },
    body: { password: 'corta', deliver: 'show' },
  },
  'GET /api/engine': {},
  'GET /api/me/phones': {},
  'POST /api/me/phones': { body: { name: '\u200b', kind: 'softphone' } },
  'POST /api/me/phones/:deviceId/secret': { params: { deviceId: nobody } },
  'PATCH /api/me/phones/:deviceId': { params: { deviceId: nobody }, body: { name: 'Scrivania' } },
  'DELETE /api/me/phones/:deviceId': { params: { deviceId: nobody } },
  'GET /api/me/calls': { query: { list: 'missed' } },
  'GET /api/me/calls/:callId': { params: { callId: nobody } },
  'POST /api/me/calls/seen': { body: { upTo: '2020-01-01T00:00:00Z' } },
  'POST /api/me/calls/delete': { body: { calls: [nobody] } },
  'POST /api/me/calls/export': { body: { list: 'made' } },
  'GET /api/me/messages': {},
  'GET /api/me/messages/:messageId/audio': { params: { messageId: nobody } },
  'PATCH /api/me/messages/:messageId': { params: { messageId: nobody }, body: { heard: true } },
  'DELETE /api/me/messages/:messageId': { params: { messageId: nobody } },
  'POST /api/me/messages/:messageId/restore': { params: { messageId: nobody } },
  'GET /api/me/news': {},
  'GET /api/directory/phones': {},
  'GET /api/directory/phones/choices': {},
  'POST /api/directory/phones': { body: { lineId: nobody, name: 'Scrivania', kind: 'desk' } },
  'POST /api/directory/phones/:deviceId/secret': { params: { deviceId: nobody } },
  'PATCH /api/directory/phones/:deviceId': { params: { deviceId: nobody }, body: { enabled: true } },
  'DELETE /api/directory/phones/:deviceId': { params: { deviceId: nobody } },
  'POST /api/directory/lines/:lineId/email': { params: { lineId: nobody }, body: { email: 'non un indirizzo' } },
  'GET /api/call-handling/settings': {},
  'POST /api/call-handling/settings': { body: { version: 0, changes: {} } },
  'POST /api/call-handling/destination': { body: { typed: '*21#' } },
  'GET /api/call-handling/history': {},
  'POST /api/call-handling/history/:changeId/restore': { params: { changeId: nobody }, body: { version: 0 } },
  'POST /api/call-handling/simulate': { body: { caller: { kind: 'withheld' } } },
  'GET /api/call-handling/codes': {},
  'GET /api/call-handling/lines/:lineId/settings': { params: { lineId: nobody } },
  'POST /api/call-handling/lines/:lineId/settings': {
    params: { lineId: nobody },
    body: { version: 0, changes: {} },
  },
  'POST /api/call-handling/lines/:lineId/destination': { params: { lineId: nobody }, body: { typed: '*21#' } },
  'GET /api/call-handling/lines/:lineId/history': { params: { lineId: nobody } },
  'POST /api/call-handling/lines/:lineId/history/:changeId/restore': {
    params: { lineId: nobody, changeId: nobody },
    body: { version: 0 },
  },
  'POST /api/call-handling/lines/:lineId/simulate': {
    params: { lineId: nobody },
    body: { caller: { kind: 'withheld' } },
  },
  'GET /api/call-handling/lines/:lineId/codes': { params: { lineId: nobody } },
  'GET /api/call-handling/lines/:lineId/call-permissions': { params: { lineId: nobody } },
  'POST /api/call-handling/lines/:lineId/call-permissions': {
    params: { lineId: nobody },
    body: { allowed: ['premium'] },
  },
} satisfies Record<RouteKey, Sample>

import type { accessRoutes } from '#contract/access.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'
import { listActivity } from './activity.ts'
import { changePassword } from './change-password.ts'
import { endDevice, endOtherSessions, listDevices } from './devices.ts'
import { enterEmail, postponeEmail, resendEmail, verifyEmail } from './email.ts'
import { confirmByLink, undoEmailChange } from './email-links.ts'
import { addPasskey, passkeyChallenge, passkeyOptions, removePasskey } from './passkeys.ts'
import { changePin } from './pin.ts'
import { readProfile, setPreferences } from './profile.ts'
import { resume } from './remember.ts'
import { completeReset, requestReset } from './reset.ts'
import { takeSecondStep } from './second-step.ts'
import { presentSession } from './session-state.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { stepUp } from './step-up.ts'
import { beginTotp, confirmTotp, removeTotp } from './totp.ts'
import { chooseView } from './view.ts'

/** The room's table of contents. */
export function accessHandlers(house: House): Handlers<typeof accessRoutes> {
  const state = (session: Parameters<typeof presentSession>[0], resumable = false) =>
    presentSession(session, house.clock(), house.config, resumable)
  return {
    'GET /api/session': async ({ session, caller }) => state(session, caller.cookies.read('remember') !== undefined),
    'POST /api/session': ({ caller, body }) => signIn(house, caller, body),
    'POST /api/session/resume': ({ caller }) => resume(house, caller),
    'POST /api/session/end': ({ caller, session }) => signOut(house, caller, session),
    'POST /api/session/extend': async ({ session }) => ({ session: state(session) }),
    'POST /api/session/second-factor': ({ caller, session, body }) => takeSecondStep(house, caller, session, body),
    'POST /api/session/passkey-options': ({ session }) => passkeyChallenge(house, session),
    'POST /api/session/passkey': ({ caller, session, body }) => takeSecondStep(house, caller, session, body),
    'POST /api/session/view': ({ caller, session, body }) => chooseView(house, caller, session, body),
    'POST /api/session/step-up': ({ caller, session, body }) => stepUp(house, caller, session, body),

    'POST /api/password/change': ({ caller, session, body }) => changePassword(house, caller, session, body),
    'POST /api/password/reset-request': ({ caller, body }) => requestReset(house, caller, body),
    'POST /api/password/reset': ({ caller, body }) => completeReset(house, caller, body),

    'POST /api/email': ({ caller, session, body }) => enterEmail(house, caller, session, body),
    'POST /api/email/resend': ({ caller, session }) => resendEmail(house, session, caller),
    'POST /api/email/verify': ({ caller, session, body }) => verifyEmail(house, caller, session, body),
    'POST /api/email/later': ({ caller, session }) => postponeEmail(house, caller, session),
    'POST /api/email/confirm-link': ({ caller, body }) => confirmByLink(house, caller, body),
    'POST /api/email/undo': ({ caller, body }) => undoEmailChange(house, caller, body),

    'GET /api/me': ({ session }) => readProfile(house, session),
    'GET /api/me/activity': ({ session, query }) => listActivity(house, session, query.before),
    'GET /api/me/devices': ({ session }) => listDevices(house, session),
    'POST /api/me/devices/end-others': ({ caller, session }) => endOtherSessions(house, caller, session),
    'DELETE /api/me/devices/:id': ({ caller, session, params }) => endDevice(house, caller, session, params.id),
    'PATCH /api/me/preferences': ({ caller, session, body }) => setPreferences(house, caller, session, body),
    'POST /api/me/pin': ({ caller, session, body }) => changePin(house, caller, session, body),

    'POST /api/me/totp/begin': ({ session }) => beginTotp(house, session),
    'POST /api/me/totp/confirm': ({ caller, session, body }) => confirmTotp(house, caller, session, body.code),
    'DELETE /api/me/totp': ({ caller, session }) => removeTotp(house, caller, session),
    'POST /api/me/passkeys/options': ({ session }) => passkeyOptions(house, session),
    'POST /api/me/passkeys': ({ caller, session, body }) => addPasskey(house, caller, session, body),
    'DELETE /api/me/passkeys/:id': ({ caller, session, params }) => removePasskey(house, caller, session, params.id),
  }
}

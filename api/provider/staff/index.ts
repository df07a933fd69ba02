import type { staffRoutes } from '#contract/staff.ts'
import type { House } from '../../house.ts'
import type { Handlers } from '../../http/visit.ts'
import {
  changeStaffPassword,
  endStaffSession,
  readStaffAccount,
  setStaffPreferences,
  stepUpStaff,
} from './own-account.ts'
import { addStaff, changeStaffMember, listStaff, resetStaffMember } from './people.ts'
import {
  addStaffPasskey,
  beginStaffTotp,
  confirmStaffTotp,
  removeStaffPasskey,
  removeStaffTotp,
  renewStaffRecoveryCodes,
  staffPasskeyOptions,
} from './second-factor.ts'
import { staffPasskeyChallenge, takeStaffSecondStep } from './second-step.ts'
import { signInStaff } from './sign-in.ts'
import { signOutStaff } from './sign-out.ts'
import type { LiveStaff } from './staff-sessions.ts'
import { presentStaffSession } from './staff-state.ts'

/** The room's table of contents. */
export function staffHandlers(house: House): Handlers<typeof staffRoutes> {
  const state = (staff: LiveStaff | undefined) => presentStaffSession(staff, house.config)
  return {
    'GET /api/provider/session': async ({ staff }) => state(staff),
    'POST /api/provider/session': ({ caller, body }) => signInStaff(house, caller, body),
    'POST /api/provider/session/end': ({ caller, staff }) => signOutStaff(house, caller, staff),
    'POST /api/provider/session/extend': async ({ staff }) => ({ session: state(staff) }),
    'POST /api/provider/session/second-factor': ({ caller, staff, body }) =>
      takeStaffSecondStep(house, caller, staff, body),
    'POST /api/provider/session/passkey-options': ({ staff }) => staffPasskeyChallenge(house, staff),
    'POST /api/provider/session/passkey': ({ caller, staff, body }) => takeStaffSecondStep(house, caller, staff, body),
    'POST /api/provider/session/step-up': ({ caller, staff, body }) => stepUpStaff(house, caller, staff, body),

    'POST /api/provider/me/password': ({ caller, staff, body }) => changeStaffPassword(house, caller, staff, body),
    'GET /api/provider/me': ({ staff }) => readStaffAccount(house, staff),
    'PATCH /api/provider/me/preferences': ({ caller, staff, body }) => setStaffPreferences(house, caller, staff, body),
    'DELETE /api/provider/me/sessions/:id': ({ caller, staff, params }) =>
      endStaffSession(house, caller, staff, params.id),
    'POST /api/provider/me/totp/begin': ({ staff }) => beginStaffTotp(house, staff),
    'POST /api/provider/me/totp/confirm': ({ caller, staff, body }) =>
      confirmStaffTotp(house, caller, staff, body.code),
    'DELETE /api/provider/me/totp': ({ caller, staff }) => removeStaffTotp(house, caller, staff),
    'POST /api/provider/me/passkeys/options': ({ staff }) => staffPasskeyOptions(house, staff),
    'POST /api/provider/me/passkeys': ({ caller, staff, body }) => addStaffPasskey(house, caller, staff, body),
    'DELETE /api/provider/me/passkeys/:id': ({ caller, staff, params }) =>
      removeStaffPasskey(house, caller, staff, params.id),
    'POST /api/provider/me/recovery-codes': ({ caller, staff }) => renewStaffRecoveryCodes(house, caller, staff),

    'GET /api/provider/staff': () => listStaff(house),
    'POST /api/provider/staff': ({ caller, staff, body }) => addStaff(house, body, { caller, staff }),
    'PATCH /api/provider/staff/:staffId': ({ caller, staff, params, body }) =>
      changeStaffMember(house, { caller, staff }, params.staffId, body),
    'POST /api/provider/staff/:staffId/reset': ({ caller, staff, params }) =>
      resetStaffMember(house, { caller, staff }, params.staffId),
  }
}

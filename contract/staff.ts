import { z } from 'zod'
import {
  factorCode,
  factors,
  newPasskey,
  passkeyAnswer,
  passkeyParams,
  passwordAgain,
  passwordChange,
  place,
  placeSince,
  preferences,
  recoveryCodes,
  totpBegun,
  totpCode,
  webauthn,
} from './factors.ts'
import { routes } from './route.ts'
import { id, instant, language, theme, typedPassword } from './words.ts'

/** The provider's own people (spec/security 2.9): signing in, one's own account, and who they are. */

export const staffRole = z.enum(['desk', 'activation', 'supervisor'])

export const staffMember = z.object({ id, name: z.string(), email: z.string(), role: staffRole })

/** Where a staff session stands; every screen before the desk is computed from it, never stored. */
export const staffSessionState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('anonymous') }),
  z.object({ state: z.literal('second-factor') }),
  z.object({
    state: z.literal('gate'),
    step: z.enum(['change-password', 'set-up-second-factor']),
    passwordMinimum: z.number().int(),
    endsAt: instant,
  }),
  z.object({
    state: z.literal('full'),
    staff: staffMember,
    language,
    theme,
    passwordMinimum: z.number().int(),
    /** When the session ends if nothing happens, and at the latest. */
    idleEndsAt: instant,
    endsAt: instant,
    /** Until then nothing asks for the password again. */
    steppedUpUntil: instant.nullable(),
  }),
])

export const listedStaff = staffMember.extend({
  disabledAt: instant.nullable(),
  lastSignedInAt: instant.nullable(),
  /** Still waits for the first sign-in with its temporary password. */
  waiting: z.boolean(),
  secondFactor: z.boolean(),
})

const session = z.object({ session: staffSessionState })

/** A factor is set up: recovery codes with the first one, and where the session stands now. */
const factorAdded = session.extend(recoveryCodes.shape)

const staffName = z.string().trim().min(1).max(80)
const staffId = z.strictObject({ staffId: id })

export const staffRoutes = routes({
  'GET /api/provider/session': {
    summary: 'Where the staff session stands',
    may: 'see where the staff session stands',
    answer: staffSessionState,
  },
  'POST /api/provider/session': {
    summary: 'Sign in to the provider’s desk with e-mail and password',
    may: 'sign in as staff',
    body: z.strictObject({ email: z.string().min(1).max(300), password: typedPassword }),
    answer: session,
    problems: ['staff.sign-in-refused', 'staff.password-expired', 'throttled', 'busy'],
  },
  'POST /api/provider/session/end': { summary: 'Sign out of the provider’s desk', may: 'sign out as staff' },
  'POST /api/provider/session/extend': {
    summary: 'Keep the staff session open',
    may: 'see own staff account',
    answer: session,
  },
  'POST /api/provider/session/second-factor': {
    summary: 'Finish a staff sign-in with a code of the authenticator or a recovery code',
    may: 'give the staff second factor',
    body: factorCode,
    answer: session,
    problems: ['second-factor.wrong', 'throttled'],
  },
  'POST /api/provider/session/passkey-options': {
    summary: 'The challenge for a passkey at the second step of a staff sign-in',
    may: 'give the staff second factor',
    answer: webauthn,
  },
  'POST /api/provider/session/passkey': {
    summary: 'Finish a staff sign-in with a passkey',
    may: 'give the staff second factor',
    body: passkeyAnswer,
    answer: session,
    problems: ['second-factor.wrong', 'throttled'],
  },
  'POST /api/provider/session/step-up': {
    summary: 'Show the staff password again before something delicate',
    may: 'see own staff account',
    body: passwordAgain,
    answer: session,
    problems: ['password.wrong', 'throttled', 'busy'],
  },

  'POST /api/provider/me/password': {
    summary: 'Change the temporary or the own password of a member of staff',
    may: 'change the staff password',
    body: passwordChange,
    answer: session,
    problems: ['password.wrong', 'password.refused', 'throttled', 'busy'],
  },
  'GET /api/provider/me': {
    summary: 'One’s own staff account',
    may: 'see own staff account',
    answer: z.object({
      staff: staffMember,
      passwordSetAt: instant,
      ...factors,
      sessions: z.array(z.object({ ...place, ...placeSince })),
    }),
  },
  'PATCH /api/provider/me/preferences': {
    summary: 'Language and theme of a member of staff',
    may: 'see own staff account',
    body: preferences,
    answer: session,
  },
  'DELETE /api/provider/me/sessions/:id': {
    summary: 'End another of one’s own staff sign-ins',
    may: 'change own staff account',
    params: z.strictObject({ id }),
    problems: ['device.not-found'],
  },
  'POST /api/provider/me/totp/begin': {
    summary: 'Begin to set up an authenticator app',
    may: 'set up a staff second factor',
    answer: totpBegun,
  },
  'POST /api/provider/me/totp/confirm': {
    summary: 'Confirm the authenticator with its first code; gives recovery codes once',
    may: 'set up a staff second factor',
    body: totpCode,
    answer: factorAdded,
    problems: ['second-factor.wrong'],
  },
  'DELETE /api/provider/me/totp': {
    summary: 'Remove the authenticator app',
    may: 'change own staff account',
    problems: ['second-factor.last'],
  },
  'POST /api/provider/me/passkeys/options': {
    summary: 'Begin to add a passkey',
    may: 'set up a staff second factor',
    answer: webauthn,
  },
  'POST /api/provider/me/passkeys': {
    summary: 'Add the passkey; gives recovery codes with the first second factor',
    may: 'set up a staff second factor',
    body: newPasskey,
    answer: factorAdded,
    problems: ['second-factor.wrong'],
  },
  'DELETE /api/provider/me/passkeys/:id': {
    summary: 'Remove a passkey',
    may: 'change own staff account',
    params: passkeyParams,
    problems: ['second-factor.last'],
  },
  'POST /api/provider/me/recovery-codes': {
    summary: 'New recovery codes in place of the old ones',
    may: 'change own staff account',
    answer: recoveryCodes,
  },

  'GET /api/provider/staff': {
    summary: 'Who works at the provider’s desk',
    may: 'see the staff',
    answer: z.object({ staff: z.array(listedStaff) }),
  },
  'POST /api/provider/staff': {
    summary: 'Add a member of staff; the temporary password is shown once',
    may: 'manage the staff',
    body: z.strictObject({ email: z.string().min(1).max(300), name: staffName, role: staffRole }),
    answer: z.object({ id, email: z.string(), temporaryPassword: z.string() }),
    problems: ['email.invalid', 'staff.email-taken', 'busy'],
  },
  'PATCH /api/provider/staff/:staffId': {
    summary: 'Change name or role of a member of staff, or close and open the account',
    may: 'manage the staff',
    params: staffId,
    body: z.strictObject({
      name: staffName.optional(),
      role: staffRole.optional(),
      disabled: z.boolean().optional(),
    }),
    answer: listedStaff,
    problems: ['staff.last-supervisor'],
  },
  'POST /api/provider/staff/:staffId/reset': {
    summary: 'Give a colleague a new temporary password; second factors are set up afresh',
    may: 'manage the staff',
    params: staffId,
    answer: z.object({ temporaryPassword: z.string() }),
    problems: ['forbidden', 'busy'],
  },
})

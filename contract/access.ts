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
import {
  activity,
  credentialKind,
  emailStatus,
  gateStep,
  id,
  instant,
  language,
  mailedToken,
  theme,
  typedNumber,
  typedPassword,
  view,
} from './words.ts'

/** Who is signed in, as far as this session may know. */
export const viewer = z.object({
  lineId: id,
  number: z.string(),
  extension: z.string(),
  name: z.string(),
  site: z.string(),
  /** IANA name, of the Sede: the clock by which this person reads. */
  timeZone: z.string(),
  service: z.string(),
  administrator: z.boolean(),
  /** Not limited to some sites; what touches the whole company is shown only then. */
  wholeCompany: z.boolean(),
  company: z.string(),
})

/** Where a session stands; every screen of the front door is computed from it, never stored. */
export const sessionState = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('anonymous'),
    /** A remember-me cookie is here: `POST /api/session/resume` may sign in without a password. */
    resumable: z.boolean(),
  }),
  z.object({
    state: z.literal('second-factor'),
    methods: z.array(z.enum(['totp', 'passkey', 'recovery-code'])),
  }),
  z.object({
    state: z.literal('gate'),
    step: gateStep,
    view: view.nullable(),
    administrator: z.boolean(),
    number: z.string(),
    language,
    firstAccess: z.boolean(),
    /** Least length of a new password for this person (spec/security 3.1). */
    passwordMinimum: z.number().int(),
    mayPostponeEmail: z.boolean(),
    /** Only at the steps after the own password is set. */
    email: z.string().nullable(),
    endsAt: instant,
  }),
  z.object({
    state: z.literal('full'),
    /** Came from "Ricordami": some things ask for the password first. */
    remembered: z.boolean(),
    view,
    viewer,
    language,
    /** What the contract offers to choose from. */
    languages: z.array(language),
    theme,
    email: z.string().nullable(),
    emailStatus,
    passwordMinimum: z.number().int(),
    passwordExpiresAt: instant.nullable(),
    /** When the session ends if nothing happens, and at the latest. */
    idleEndsAt: instant,
    endsAt: instant,
    /** Until then nothing asks for the password again. */
    steppedUpUntil: instant.nullable(),
  }),
])

export const signInAnswer = z.discriminatedUnion('result', [
  z.object({ result: z.literal('session'), session: sessionState }),
  z.object({
    /** Right secret, too old: who can help (guide 2.4; spec/security 2.3). */
    result: z.literal('expired'),
    reset: z.enum(['email', 'administrator', 'support']),
    maskedEmail: z.string().nullable(),
  }),
])

const session = z.object({ session: sessionState })

/** The address as its owner sees it, after asking for a code. */
const emailSent = z.object({ session: sessionState, address: z.string(), codeExpiresAt: instant })

export const device = z.object({ ...place, remembered: z.boolean(), ...placeSince })

export const profile = z.object({
  viewer,
  email: z.object({ address: z.string().nullable(), status: emailStatus, next: z.string().nullable() }),
  password: z.object({ setAt: instant.nullable(), expiresAt: instant.nullable(), kind: credentialKind }),
  pin: z.object({ setAt: instant.nullable() }),
  secondFactor: z.object(factors),
  language,
  theme,
  /** What is still to do, in order (Home). */
  toDo: z.array(z.enum(['verify-email', 'add-email', 'password-expiring', 'prove-line', 'define-pin'])),
  passwordDaysLeft: z.number().int().nullable(),
  activity: z.array(activity),
})

export const accessRoutes = routes({
  'GET /api/session': {
    summary: 'Where the session stands',
    may: 'see where the session stands',
    answer: sessionState,
  },
  'POST /api/session': {
    summary: 'Sign in with number and password (guide 2.2, 2.3.2)',
    may: 'sign in',
    body: z.strictObject({ number: typedNumber, password: typedPassword, remember: z.boolean().default(false) }),
    answer: signInAnswer,
    problems: ['sign-in.refused', 'throttled', 'busy'],
  },
  'POST /api/session/resume': {
    summary: 'Continue on a remembered computer (guide 2.4)',
    may: 'resume on a remembered computer',
    answer: session,
    problems: ['session.none'],
  },
  'POST /api/session/end': { summary: 'Sign out ("Esci")', may: 'sign out' },
  'POST /api/session/extend': { summary: 'Keep the session open', may: 'keep the session open', answer: session },
  'POST /api/session/second-factor': {
    summary: 'Finish a sign-in with a code of the authenticator or a recovery code',
    may: 'give the second factor',
    body: factorCode,
    answer: session,
    problems: ['second-factor.wrong', 'throttled'],
  },
  'POST /api/session/passkey-options': {
    summary: 'The challenge for a passkey at the second step of a sign-in',
    may: 'give the second factor',
    answer: webauthn,
  },
  'POST /api/session/passkey': {
    summary: 'Finish a sign-in with a passkey',
    may: 'give the second factor',
    body: passkeyAnswer,
    answer: session,
    problems: ['second-factor.wrong', 'throttled'],
  },
  'POST /api/session/view': {
    summary: 'Choose the profile, or switch it later (guide 2.2, 2.4)',
    may: 'choose the profile',
    body: z.strictObject({ view }),
    answer: session,
    problems: ['forbidden', 'step-up'],
  },
  'POST /api/session/step-up': {
    summary: 'Show the password again before something delicate',
    may: 'show the password again',
    body: passwordAgain,
    answer: session,
    problems: ['password.wrong', 'throttled', 'busy'],
  },

  'POST /api/password/change': {
    summary: 'Change the temporary or the own password (guide 2.2, 2.3.2)',
    may: 'change the password',
    body: passwordChange,
    answer: session,
    problems: ['password.wrong', 'password.refused', 'session.remembered', 'throttled', 'busy'],
  },
  'POST /api/password/reset-request': {
    summary: 'Ask for the reset message; the answer is always the same (guide 2.4)',
    may: 'ask for a reset',
    body: z.strictObject({ number: typedNumber }),
    answer: z.object({ accepted: z.literal(true) }),
  },
  'POST /api/password/reset': {
    summary: 'Set a new password with the mailed link (guide 2.4)',
    may: 'reset with a mailed link',
    body: z.strictObject({ token: mailedToken, number: typedNumber, newPassword: typedPassword }),
    answer: z.object({ done: z.literal(true) }),
    problems: ['link.invalid', 'password.refused', 'busy', 'throttled'],
  },

  'POST /api/email': {
    summary: 'Give or change the reference e-mail; a code and a link go to it (guide figures 4, 11, 12)',
    may: 'add the e-mail',
    body: z.strictObject({ email: z.string().min(1).max(300) }),
    answer: emailSent,
    problems: ['email.invalid', 'email.too-many-lines', 'email.resend-wait', 'step-up', 'session.remembered'],
  },
  'POST /api/email/resend': {
    summary: 'Send code and link again',
    may: 'add the e-mail',
    answer: emailSent,
    problems: ['email.resend-wait', 'not-found'],
  },
  'POST /api/email/verify': {
    summary: 'Verify the address with the six-digit code',
    may: 'verify the e-mail',
    body: z.strictObject({ code: z.string().min(1).max(20) }),
    answer: session,
    problems: ['email.code-wrong', 'email.code-expired'],
  },
  'POST /api/email/later': {
    summary: '"Più tardi": an end user may postpone the e-mail for a while',
    may: 'postpone the e-mail',
    answer: session,
    problems: ['email.cannot-postpone'],
  },
  'POST /api/email/confirm-link': {
    summary: 'Verify the address with the mailed link and the phone number',
    may: 'confirm an e-mail with a mailed link',
    body: z.strictObject({ token: mailedToken, number: typedNumber }),
    answer: z.object({ maskedEmail: z.string() }),
    problems: ['link.invalid', 'throttled'],
  },
  'POST /api/email/undo': {
    summary: 'Take back a change of address, with the link mailed to the old one',
    may: 'undo an e-mail change with a mailed link',
    body: z.strictObject({ token: mailedToken }),
    answer: z.object({ maskedEmail: z.string() }),
    problems: ['link.invalid', 'throttled'],
  },

  'GET /api/me': {
    summary: 'Home and profile of the signed-in person',
    may: 'see own home and profile',
    answer: profile,
  },
  'GET /api/me/activity': {
    summary: 'What happened on one’s own line, newest first',
    may: 'see own activity',
    query: z.strictObject({ before: z.coerce.number().int().positive().optional() }),
    answer: z.object({ activity: z.array(activity), more: z.boolean() }),
  },
  'GET /api/me/devices': {
    summary: 'Computers and phones signed in to the portal',
    may: 'see own activity',
    answer: z.object({ devices: z.array(device) }),
  },
  'POST /api/me/devices/end-others': {
    summary: '"Esci dagli altri dispositivi"',
    may: 'end own sessions',
    answer: z.object({ ended: z.number().int() }),
  },
  'DELETE /api/me/devices/:id': {
    summary: 'End one sign-in',
    may: 'end own sessions',
    params: z.strictObject({ id }),
    problems: ['device.not-found'],
  },
  'PATCH /api/me/preferences': {
    summary: 'Language and theme',
    may: 'set language and theme',
    body: preferences,
    answer: session,
    problems: ['language.not-offered'],
  },
  'POST /api/me/pin': {
    summary: 'Define or change the PIN of call services (guide figure 11)',
    may: 'change the PIN',
    body: z.strictObject({ currentPin: z.string().max(20).optional(), newPin: z.string().min(1).max(20) }),
    answer: z.object({ setAt: instant, warnings: z.array(z.string()) }),
    problems: ['pin.wrong', 'pin.refused', 'throttled', 'busy'],
  },

  'POST /api/me/totp/begin': {
    summary: 'Begin to set up an authenticator app',
    may: 'set up a second factor',
    answer: totpBegun,
  },
  'POST /api/me/totp/confirm': {
    summary: 'Confirm the authenticator with its first code; gives the recovery codes once',
    may: 'set up a second factor',
    body: totpCode,
    answer: recoveryCodes,
    problems: ['second-factor.wrong'],
  },
  'DELETE /api/me/totp': { summary: 'Remove the authenticator app', may: 'remove a second factor' },
  'POST /api/me/passkeys/options': {
    summary: 'Begin to add a passkey',
    may: 'set up a second factor',
    answer: webauthn,
  },
  'POST /api/me/passkeys': {
    summary: 'Add the passkey; gives recovery codes with the first second factor',
    may: 'set up a second factor',
    body: newPasskey,
    answer: recoveryCodes,
    problems: ['second-factor.wrong'],
  },
  'DELETE /api/me/passkeys/:id': {
    summary: 'Remove a passkey',
    may: 'remove a second factor',
    params: passkeyParams,
    problems: ['not-found'],
  },
})

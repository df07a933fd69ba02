/**
 * Who may do what: one sentence a row. The server asks this table before any handler runs, and
 * the tests in `api/http/permissions.test.ts` are generated from it and the live route table.
 *
 * Words: `gate` is a session that may only finish the first access (spec/security 1.4.4);
 * `remembered` comes from "Ricordami su questo computer" and has shown no password (2.6);
 * `acting` is an administrator's grant on one line after "Attenzione" (2.8);
 * `step up` is a password or passkey given in the last minutes (2.7); `staff` are the provider's own people, whom no
 * company's session makes one of, nor the reverse (2.9, R16).
 */

/** Steps of the first access, in the order of the guide (S98, S99). */
export type GateStep =
  | 'view'
  | 'change-password'
  | 'add-email'
  | 'verify-email'
  /** Only where an administrator approves each activation (1.4.13). */
  | 'wait-for-approval'
  /** Only where the contract asks administrators for one (3.5). */
  | 'set-up-second-factor'

/** What a member of staff does: answers 1928, activates customers, or looks after both and the staff itself. */
export type StaffRole = 'desk' | 'activation' | 'supervisor'

/** What a member of staff still has to do before anything else, in order (spec/security 2.9, 3.5). */
export type StaffStep = 'second-factor' | 'change-password' | 'set-up-second-factor'

/** What a caller needs. Everything that is not mentioned is not asked. */
export type Requirement = {
  readonly session: 'nobody' | 'second-factor' | 'gate' | 'full' | 'staff'
  /** With `session: 'staff'`: who may, beside supervisors, who may everything. */
  readonly roles?: readonly StaffRole[]
  /** With `session: 'staff'`: the steps from which it may be called. Whoever has none left always may. */
  readonly staffSteps?: readonly StaffStep[]
  /** With `session: 'gate'`: the steps from which it may be called. A full session may always. */
  readonly steps?: readonly GateStep[]
  readonly view?: 'administrator'
  /** Not for an administrator of some sites only (spec/product 3.1, 3.5). */
  readonly wholeCompany?: true
  /** A remembered session is not enough. */
  readonly passwordShown?: true
  /** `recent`: 5 minutes (2.7). `acting`: 15 minutes, asked when a grant is opened (decision 11). */
  readonly stepUp?: 'recent' | 'acting'
  readonly verifiedEmail?: true
  /** A live acting grant for the line named in the path. */
  readonly acting?: true
}

const anyone = { session: 'nobody' } as const satisfies Requirement
const gate = (...steps: GateStep[]) => ({ session: 'gate', steps }) as const satisfies Requirement
const owner = { session: 'full' } as const satisfies Requirement
const ownerWithPassword = { session: 'full', passwordShown: true, stepUp: 'recent' } as const satisfies Requirement
const administrator = { session: 'full', view: 'administrator', passwordShown: true } as const satisfies Requirement
/** What touches every site: roles, dial plan, the company itself. */
const ofWholeCompany = { ...administrator, wholeCompany: true } as const satisfies Requirement
const staff = (...roles: StaffRole[]) => ({ session: 'staff', roles }) as const satisfies Requirement
const anyStaff = staff('desk', 'activation')

export const permissions = {
  // front door
  'see where the session stands': anyone,
  'sign in': anyone,
  'see whom the demo can call': anyone,
  'resume on a remembered computer': anyone,
  'sign out': anyone,
  'ask for a reset': anyone,
  'reset with a mailed link': anyone,
  'confirm an e-mail with a mailed link': anyone,
  'undo an e-mail change with a mailed link': anyone,
  'answer a restore with a mailed link': anyone,
  'accept a personal invitation': anyone,
  'give the second factor': { session: 'second-factor' },

  // first access; a full session may call these too
  'choose the profile': gate('view', 'change-password', 'add-email', 'verify-email'),
  'change the password': gate('change-password'),
  'add the e-mail': gate('add-email', 'verify-email'),
  'verify the e-mail': gate('add-email', 'verify-email', 'wait-for-approval'),
  'postpone the e-mail': gate('add-email'),

  // one's own profile
  'keep the session open': owner,
  // 1928 looks at a line only with a code of its holder (spec/security 2.9).
  'see own support': owner,
  'make a support code': { session: 'full', passwordShown: true },
  'accept what support proposes': { session: 'full', passwordShown: true },
  'show the password again': owner,
  'see own home and profile': owner,
  'see own activity': owner,
  'set language and theme': owner,
  'change the PIN': ownerWithPassword,
  'end own sessions': ownerWithPassword,
  // From the gate the sign-in itself is the fresh proof; later the password is asked for again.
  'set up a second factor': {
    ...gate('set-up-second-factor'),
    passwordShown: true,
    stepUp: 'recent',
    verifiedEmail: true,
  },
  'remove a second factor': ownerWithPassword,
  'prove one’s own line': { session: 'full', passwordShown: true },
  'see own call settings': owner,
  // A forward to elsewhere asks for the password on a remembered computer; do not disturb does not (2.6).
  'change own call settings': owner,

  // one's own phones (spec/security 1.4.9, 2.7, 4.7)
  'see own phones': owner,
  'add own phones': { ...ownerWithPassword, verifiedEmail: true },
  'change own phones': { session: 'full', passwordShown: true },
  'remove own phones': ownerWithPassword,

  // one's own calls and messages: nobody else's, whoever acts (spec/security 2.8)
  'see own calls and messages': owner,
  'delete own calls and messages': { session: 'full', passwordShown: true },
  'export own calls': { ...ownerWithPassword, verifiedEmail: true },

  // the administrator (spec/product 3)
  'read the company directory': administrator,
  'export the company directory': { ...administrator, stepUp: 'acting', verifiedEmail: true },
  'see the first-access cockpit': administrator,
  'remind of the first access': { ...administrator, verifiedEmail: true },
  'change a line’s first access': { ...administrator, stepUp: 'acting', verifiedEmail: true },
  'move lines to another site': { ...administrator, stepUp: 'acting', verifiedEmail: true },
  'set how lines are activated': { ...ofWholeCompany, stepUp: 'recent', verifiedEmail: true },
  'change the shared password': { ...ofWholeCompany, stepUp: 'recent', verifiedEmail: true },
  'open a line’s configuration': { ...administrator, stepUp: 'acting', verifiedEmail: true },
  'leave a line’s configuration': administrator,
  'see a line’s configuration': { ...administrator, acting: true },
  'set a line’s temporary password': { ...administrator, acting: true },
  'set a line’s e-mail': { ...administrator, acting: true },
  'see a line’s call settings': { ...administrator, acting: true },
  'change a line’s call settings': { ...administrator, acting: true },
  'try a call to a line': administrator,
  'see a line’s call permissions': administrator,
  'change a line’s call permissions': { ...administrator, stepUp: 'acting' },
  'see the company’s call limits': ofWholeCompany,
  'change the company’s call limits': { ...ofWholeCompany, stepUp: 'recent' },
  'manage the company’s dial plan': ofWholeCompany,
  'export the company’s dial plan': { ...ofWholeCompany, stepUp: 'acting', verifiedEmail: true },
  'renumber the company’s extensions': { ...ofWholeCompany, stepUp: 'acting' },
  'manage the company’s sites': ofWholeCompany,
  'read the activity log': administrator,
  'check the activity log': ofWholeCompany,
  'restore what the activity log remembers': ofWholeCompany,
  'export the activity log': { ...administrator, stepUp: 'acting', verifiedEmail: true },
  'add a line’s phones': { ...administrator, stepUp: 'acting', verifiedEmail: true },
  'change a line’s phones': { ...administrator, stepUp: 'acting' },

  // who holds a line, and who administers (spec/security 2.2)
  'change a line’s personal details': { ...administrator, stepUp: 'acting', verifiedEmail: true },
  'suspend a line': { ...administrator, stepUp: 'acting', verifiedEmail: true },
  'give and take the administrator’s role': { ...ofWholeCompany, stepUp: 'recent', verifiedEmail: true },
  'give a line to somebody else': { ...administrator, stepUp: 'recent', verifiedEmail: true },
  'plan when passwords are renewed': { ...administrator, stepUp: 'acting', verifiedEmail: true },

  // the provider (spec/security 2.9); an empty list of roles is for supervisors alone
  'see where the staff session stands': anyone,
  'sign in as staff': anyone,
  'sign out as staff': anyone,
  'give the staff second factor': { ...anyStaff, staffSteps: ['second-factor'] },
  'change the staff password': { ...anyStaff, staffSteps: ['change-password'] },
  'set up a staff second factor': { ...anyStaff, staffSteps: ['set-up-second-factor'], stepUp: 'recent' },
  'see own staff account': anyStaff,
  'change own staff account': { ...anyStaff, stepUp: 'recent' },
  'see the customers': anyStaff,
  'suspend customers': { ...staff('activation'), stepUp: 'recent' },
  'close customers': { ...staff(), stepUp: 'recent' },
  'change what a contract says': { ...staff('activation'), stepUp: 'recent' },
  'decide a customer’s ceiling': { ...staff('activation'), stepUp: 'recent' },
  'see the provider’s log': anyStaff,
  'see the staff': staff(),
  // Two people: whoever asks is not who decides, which the database minds too.
  'ask for a restore': staff('desk'),
  'decide a restore': { ...staff('desk'), stepUp: 'recent' },
  'speak a restored password': { ...staff('desk'), stepUp: 'recent' },
  'close a request': staff('desk'),
  'see requests': anyStaff,
  'open a diagnosis': staff('desk'),
  'manage the staff': { ...staff(), stepUp: 'recent' },
  'see the deliveries': anyStaff,
  'send again': anyStaff,
  'renew the temporary password': { ...anyStaff, stepUp: 'recent' },
  'print the technician’s sheet': anyStaff,
  'see customers being activated': anyStaff,
  'activate customers': staff('activation'),
  'import lines': staff('activation'),
} as const satisfies Record<string, Requirement>

export type Action = keyof typeof permissions

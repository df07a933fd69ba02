import { z } from 'zod'
import { routes } from './route.ts'
import { id, instant, language, theme } from './words.ts'

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

export const staffRoutes = routes({
  'GET /api/provider/session': {
    summary: 'Where the staff session stands',
    may: 'see where the staff session stands',
    answer: staffSessionState,
  },
  'POST /api/provider/session/end': { summary: 'Sign out of the provider’s desk', may: 'sign out as staff' },
  'POST /api/provider/session/extend': {
    summary: 'Keep the staff session open',
    may: 'see own staff account',
    answer: session,
  },
  'GET /api/provider/staff': {
    summary: 'Who works at the provider’s desk',
    may: 'see the staff',
    answer: z.object({ staff: z.array(listedStaff) }),
  },
})

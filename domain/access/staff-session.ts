import { hour, later, minute } from '../clock.ts'
import type { StaffRole, StaffStep } from './permissions.ts'

/** How long the provider's people stay signed in, and what they still have to do (spec/security 2.9, 3.5, 4.1). */

export type StaffSessionFacts = {
  /** What was shown so far: the password, or the second factor too. */
  readonly kind: 'second-factor' | 'full'
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  readonly steppedUpAt: Date | null
  readonly staff: {
    readonly passwordIsTemporary: boolean
    readonly secondFactor: boolean
    readonly disabledAt: Date | null
  }
}

const lifetimes = {
  'second-factor': { idle: 5 * minute, absolute: 5 * minute },
  full: { idle: 30 * minute, absolute: 12 * hour },
} as const

/** A password or second factor shown this recently needs no other (2.7). */
const proofLifetime = 5 * minute

/** When a session that begins now ends, however busy it is. */
export const staffSessionEnd = (kind: StaffSessionFacts['kind'], now: Date): Date =>
  later(now, lifetimes[kind].absolute)

/** When it ends if nobody does anything. */
export function staffIdleEnd(session: StaffSessionFacts): Date {
  const idle = later(session.lastSeenAt, lifetimes[session.kind].idle)
  return idle < session.expiresAt ? idle : session.expiresAt
}

/** Somebody who was disabled is out at once. */
export const isLiveStaffSession = (session: StaffSessionFacts, now: Date): boolean =>
  session.staff.disabledAt === null && now < staffIdleEnd(session)

/**
 * What is still to do before the desk opens: the second factor of this sign-in, then the first password of one’s
 * own, then a second factor to set up. Nobody of the provider works with a password alone.
 */
export function staffStep({ kind, staff }: StaffSessionFacts): StaffStep | null {
  if (kind === 'second-factor') return 'second-factor'
  if (staff.passwordIsTemporary) return 'change-password'
  return staff.secondFactor ? null : 'set-up-second-factor'
}

/** Until when the last proof is good; undefined when it is too old. */
export function staffSteppedUpUntil({ steppedUpAt }: StaffSessionFacts, now: Date): Date | undefined {
  const until = steppedUpAt ? later(steppedUpAt, proofLifetime) : undefined
  return until && now < until ? until : undefined
}

/** Only a temporary password has an end: whoever gave it knows it. */
export const passwordExpired = (expiresAt: Date | null, now: Date): boolean => expiresAt !== null && expiresAt <= now

/** Supervisors may everything the others may, and what nobody else may. */
export const staffMay = (role: StaffRole, roles: readonly StaffRole[]): boolean =>
  role === 'supervisor' || roles.includes(role)

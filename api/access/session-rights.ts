import { admission, gateStep } from '#domain/access/account.ts'
import { waitsForApproval } from '#domain/access/approval.ts'
import type { GateStep } from '#domain/access/permissions.ts'
import { type StepUpPurpose, steppedUp } from '#domain/access/session.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from './sessions.ts'

/**
 * The step of the first access this session still has to take, or undefined when it may use the portal.
 * Order (decision 2): profile choice (administrators) → change of the temporary password → e-mail → the administrator's approval
 * where the company asks for it → second factor where the contract asks administrators for one.
 */
export function gateStepOf(session: LiveSession, now: Date): GateStep | undefined {
  const admitted = admission(session.line, now)
  // A session does not outlive its account or its password; `isLive` has already said so for the password.
  if (admitted.kind === 'refused' || admitted.kind === 'expired') throw new Problem('session.none')
  const step = gateStep(session.line.role, admitted, {
    profileChosen: session.view !== null,
    inGate: session.kind === 'gate',
  })
  if (step) return step
  if (waitsForApproval(session.line, session.company.approveSince)) return 'wait-for-approval'
  return owesSecondFactor(session, now) ? 'set-up-second-factor' : undefined
}

/**
 * Where the contract asks for it, an administrator sets up a second factor before going on (spec/security 3.5). A
 * remembered computer that has shown no password may not, so it stays what it is: a look at one's own line.
 */
const owesSecondFactor = (session: LiveSession, now: Date): boolean =>
  session.company.mfaRequired &&
  session.line.role === 'administrator' &&
  !session.secondFactor &&
  passwordShownWithin(session, 'administrator-view', now)

/** Was the password shown recently enough for this purpose (spec/security 2.7)? */
export const passwordShownWithin = (session: LiveSession, purpose: StepUpPurpose, now: Date): boolean =>
  steppedUp(session, now, purpose)

/** The acting grant, if it is for this line and still alive (spec/security 2.8). */
export function actingGrantFor(session: LiveSession, lineId: string, now: Date): LiveSession['grant'] {
  const { grant } = session
  return grant && grant.subjectId === lineId && now < grant.expiresAt && session.view === 'administrator' ? grant : null
}

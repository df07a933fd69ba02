import type { GateStep } from '#domain/access/permissions.ts'
import { type StepUpPurpose, steppedUp } from '#domain/access/session.ts'
import { emailGate } from './email-gate.ts'
import type { LiveSession } from './sessions.ts'

/**
 * The step of the first access this session still has to take, or undefined when it may use the portal.
 * Order (decision 2): profile choice (administrators) → change of the temporary password → e-mail.
 */
export function gateStepOf(session: LiveSession, now: Date): GateStep | undefined {
  if (session.line.role === 'administrator' && session.view === null) return 'view'
  if (session.line.credential !== 'own') return 'change-password'
  if (session.kind === 'gate') return session.line.emailStatus === 'none' ? 'add-email' : 'verify-email'
  return emailGate(session.line, now)
}

/** Was the password shown recently enough for this purpose (spec/security 2.7)? */
export const passwordShownWithin = (session: LiveSession, purpose: StepUpPurpose, now: Date): boolean =>
  steppedUp(session, now, purpose)

/** The acting grant, if it is for this line and still alive (spec/security 2.8). */
export function actingGrantFor(session: LiveSession, lineId: string, now: Date): LiveSession['grant'] {
  const { grant } = session
  return grant && grant.subjectId === lineId && now < grant.expiresAt && session.view === 'administrator' ? grant : null
}

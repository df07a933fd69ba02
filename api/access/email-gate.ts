import { addDays } from '#domain/clock.ts'
import type { LiveSession } from './sessions.ts'

/** How long an end user may do without a verified e-mail (decision 2): days, and full sign-ins. */
const graceDays = 7
const graceSignIns = 5

type EmailFacts = Pick<
  LiveSession['line'],
  'role' | 'email' | 'emailStatus' | 'emailLaterSince' | 'signInsWithoutEmail'
>

/** May "Più tardi" still be answered, or an address still wait for its verification? */
export function mayWaitForEmail(line: EmailFacts, now: Date): boolean {
  if (line.emailLaterSince === null) return true
  return now < addDays(line.emailLaterSince, graceDays) && line.signInsWithoutEmail <= graceSignIns
}

/**
 * The e-mail step that blocks a full session, if one does. An administrator must give an address at once (S24)
 * and may then work restricted until it is verified; an end user may postpone both for a while.
 */
export function emailGate(line: EmailFacts, now: Date): 'add-email' | 'verify-email' | undefined {
  if (line.emailStatus === 'verified') return undefined
  if (line.emailStatus === 'none')
    return line.role === 'administrator' || !mayWaitForEmail(line, now) ? 'add-email' : undefined
  return mayWaitForEmail(line, now) ? undefined : 'verify-email'
}

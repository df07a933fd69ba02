import type { LineRow } from '#database/tables.ts'
import { Problem } from '#domain/problem.ts'

/** What must be known of a line before somebody else may act on it. */
export type Subject = Pick<LineRow, 'id' | 'role' | 'account'>

/** Why an administrator may not configure a line. */
export type ActingRefusal = 'self' | 'administrator' | 'closed'

/**
 * An administrator acts on end users only: one's own line is configured in the user's profile, another
 * administrator helps oneself or asks 1928, and what is closed stays closed (spec/security 2.2, 2.8).
 */
export function actingRefusal(administratorId: string, subject: Subject): ActingRefusal | undefined {
  if (subject.id === administratorId) return 'self'
  if (subject.role === 'administrator') return 'administrator'
  return subject.account === 'closed' ? 'closed' : undefined
}

/**
 * For the changes under a grant: since it was given, the line may have become an administrator's or been closed.
 * @throws {Problem} not-found, acting.not-allowed
 */
export function requireSubject<S extends Subject>(administratorId: string, subject: S | undefined): S {
  if (!subject) throw new Problem('not-found')
  const reason = actingRefusal(administratorId, subject)
  if (reason) throw new Problem('acting.not-allowed', { reason })
  return subject
}

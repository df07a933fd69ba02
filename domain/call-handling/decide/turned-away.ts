import { type LineFacts, matches, matchesAny } from '../facts.ts'
import { announce, because, type Draft, type Entry } from './draft.ts'
import type { Way } from './way.ts'

/** Rows 0, 1, 2 and 3: the caller hears why, and the call is over. */

/** Row 0. Suspended, or not in service. */
export function lineSuspended(draft: Draft, line: LineFacts, way: Way): Entry | undefined {
  if (!line.suspended) return undefined
  because(draft, 'line-suspended', line.id)
  return announce(draft, { name: 'service-suspended' }, way)
}

/** Row 1. Asked once, at the line that was called; forwards stay in the company or leave it. */
export function companyBlocked(draft: Draft, line: LineFacts, way: Way): Entry | undefined {
  if (way.visited.length > 0 || !matchesAny(draft.facts.blocked, draft.call.caller)) return undefined
  because(draft, 'company-blocked', line.id)
  return announce(draft, { name: 'not-accepting' }, way)
}

/** Row 2. Beats everything personal. */
export function selectiveRejection(draft: Draft, line: LineFacts, way: Way): Entry | undefined {
  const { on, callers } = line.settings.selectiveRejection
  if (!on || !matchesAny(callers, draft.call.caller)) return undefined
  because(draft, 'selective-rejection', line.id)
  return announce(draft, { name: 'not-accepting' }, way)
}

/** Row 3. A colleague never counts as anonymous. */
export function anonymousRejection(draft: Draft, line: LineFacts, way: Way): Entry | undefined {
  if (line.settings.anonymous !== 'reject' || !matches({ kind: 'anonymous' }, draft.call.caller)) return undefined
  because(draft, 'anonymous-rejection', line.id)
  return announce(draft, { name: 'anonymous-refused' }, way)
}

import type { Answer } from '../api.ts'

/** A line as the directory’s lists show it. */
export type Line = Answer<'GET /api/directory/lines'>['lines'][number]
export type FirstAccessState = Line['firstAccess']
export type UserType = Line['userType']

/** From the best to the least protected; legends and filters follow it. */
export const firstAccessStates: readonly FirstAccessState[] = [
  'completed',
  'email-to-confirm',
  'email-missing',
  'temporary-password',
  'never-entered',
]

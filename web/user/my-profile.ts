import type { Answer } from '../api.ts'
import { queries, useApi } from '../shell/queries.ts'

/** What Home and “Il mio profilo” show of the signed-in person. */
export type Profile = Answer<'GET /api/me'>

export const useProfile = () => useApi('GET /api/me')

/** Everything that a change of one’s own profile may have changed on screen, read again. */
export async function refreshProfile(): Promise<void> {
  await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('GET /api/me') })
}

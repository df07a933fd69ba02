import { queries, useApi } from '../shell/queries.ts'

const key = 'GET /api/me/support'

/** One’s own line as 1928 may see it: a code, a visit, a proposal. The stream tells when it changes. */
export const useOwnSupport = () => useApi(key)

export const readOwnSupportAgain = (): Promise<void> => queries.invalidateQueries({ queryKey: [key] })

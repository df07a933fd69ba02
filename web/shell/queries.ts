import { QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ApiRoutes } from '#contract/api.ts'
import { type Answer, api, apiInBackground, asProblem, type Problem } from '../api.ts'
import { keepAhead, takeAhead } from './ahead.ts'

type ReadKey = Extract<keyof ApiRoutes, `GET ${string}`>
type Sent<K extends ReadKey> = Parameters<typeof api<K>> extends [K, infer S] ? S : undefined

/** Trying again helps only when the network or the server was away; a refusal stays one. */
function mayRetry(failures: number, error: unknown): boolean {
  const { status, code } = asProblem(error)
  return failures < 2 && (code === 'network' || status >= 500)
}

export const queries = new QueryClient({
  defaultOptions: { queries: { retry: mayRetry, staleTime: 15_000 }, mutations: { retry: false } },
})

keepAhead((question, answer) => queries.setQueryData(question, answer))

/**
 * Reads from the API and keeps the answer: `useApi('GET /api/me')`. Lists keep their old rows while the next
 * page is on its way. After a change: `queries.invalidateQueries({ queryKey: ['GET /api/me'] })`.
 */
export function useApi<K extends ReadKey>(
  key: K,
  ...sent: Sent<K> extends undefined ? [] : [sent: Sent<K>]
): UseQueryResult<Answer<K>, Problem> {
  return useQuery<Answer<K>, Problem>({
    queryKey: [key, ...sent],
    queryFn: () =>
      takeAhead(key, ...sent) ?? (callerOf(key) as (key: K, ...sent: unknown[]) => Promise<Answer<K>>)(key, ...sent),
    placeholderData: (old) => old,
  })
}

const quiet = new Set<ReadKey>()

/** Who asks: the person, or the page by itself, which must not keep the session open. */
export const callerOf = (key: ReadKey): typeof api => (quiet.has(key) ? apiInBackground : api)

/** Asks again for what stands on the page, because the portal said that it is new and not because of a press. */
export async function refetchQuietly(keys: readonly ReadKey[]): Promise<void> {
  for (const key of keys) quiet.add(key)
  await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
  for (const key of keys) quiet.delete(key)
}

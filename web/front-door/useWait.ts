import { useMemo } from 'react'
import type { Problem } from '../api.ts'
import { useCountdown } from '../design/useCountdown.ts'

export type Wait = { readonly seconds: number; readonly asked: boolean }

/** How long the server asks to wait after a problem (`Retry-After`), counted down. */
export function useWait(problem: Problem | null): Wait {
  const until = useMemo(() => (problem?.retryAfter ? Date.now() + problem.retryAfter * 1000 : null), [problem])
  return { seconds: useCountdown(until), asked: until !== null }
}

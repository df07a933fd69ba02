import type { Browser, RawAnswer } from '../../testing/test-house.ts'
import type { ServedRoute } from '../guard.ts'
import { type Sample, sampleCalls } from './sample-calls.ts'

export const keyOf = ({ method, path }: ServedRoute): string => `${method} ${path}`

/** @throws when somebody added a route and no sample call of it */
export function sampleOf(route: ServedRoute): Sample {
  const sample = (sampleCalls as Record<string, Sample>)[keyOf(route)]
  if (!sample) throw new Error(`${keyOf(route)} has no row in api/http/testing/sample-calls.ts`)
  return sample
}

/** Calls a served route with its sample, changed where asked. */
export function send(
  browser: Browser,
  route: ServedRoute,
  change: { params?: Record<string, string>; query?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<RawAnswer> {
  const sample = sampleOf(route)
  const params: Record<string, string> = { ...sample.params, ...change.params }
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const query = change.query ?? new URLSearchParams(sample.query).toString()
  const type = route.route.upload === undefined ? 'application/json' : 'application/octet-stream'
  const json = route.method === 'GET' ? {} : { 'content-type': type }
  return browser.raw(route.method, query ? `${path}?${query}` : path, {
    headers: { ...json, ...change.headers },
    ...(route.method === 'GET' ? {} : { body: JSON.stringify(change.body ?? sample.body ?? {}) }),
  })
}

/** The problem code of an answer, or undefined when it was none. */
export const codeOf = (answer: RawAnswer): string | undefined =>
  answer.status < 400 ? undefined : String(answer.json().code)

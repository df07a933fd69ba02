import type { ProblemCode, ProblemFacts } from '#domain/problem.ts'
import type { ApiRoutes, RouteKey } from './api.ts'
import type { Answered, Sent } from './route.ts'

/** The body of every problem answer (RFC 9457, `application/problem+json`). */
export type ProblemBody = ProblemFacts & {
  readonly type: `/problems/${ProblemCode}`
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  readonly requestId: string
}

/** Carries a request: the browser's fetch, or a test's with a cookie jar. */
export type Transport = (
  path: string,
  init: { method: string; headers: Record<string, string>; body?: string | Blob },
) => Promise<Response>

/** A call that the server answered with a problem. */
export class ApiProblem extends Error {
  readonly body: ProblemBody
  readonly retryAfter: number | undefined

  constructor(body: ProblemBody, retryAfter: number | undefined) {
    super(body.code)
    this.name = 'ApiProblem'
    this.body = body
    this.retryAfter = retryAfter
  }

  get code(): ProblemCode {
    return this.body.code
  }
}

type Arguments<K extends RouteKey> = keyof Sent<ApiRoutes[K]> extends never ? [] : [sent: Sent<ApiRoutes[K]>]
export type Answer<K extends RouteKey> = Answered<ApiRoutes[K]>

/** Types of the contract without its code: nothing of zod reaches the browser. */
export type Call = <K extends RouteKey>(key: K, ...sent: Arguments<K>) => Promise<Answer<K>>

/**
 * A typed caller over the given transport.
 * @throws {ApiProblem} when the server answers with a problem; the transport's own error when it cannot be reached.
 */
export function createClient(transport: Transport): Call {
  return (async (key: RouteKey, sent: { params?: object; query?: object; body?: unknown; file?: Blob } = {}) => {
    const [method, pattern] = key.split(' ') as [string, string]
    const path = pattern.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String((sent.params as Record<string, unknown> | undefined)?.[name])),
    )
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(sent.query ?? {})) {
      if (value !== undefined && value !== '') query.set(name, String(value))
    }
    const hasBody = method !== 'GET'
    const response = await transport(query.size ? `${path}?${query}` : path, {
      method,
      headers: {
        accept: 'application/json',
        ...(hasBody ? { 'content-type': sent.file ? 'application/octet-stream' : 'application/json' } : {}),
      },
      ...(hasBody ? { body: sent.file ?? JSON.stringify(sent.body ?? {}) } : {}),
    })
    if (!response.ok) {
      const retryAfter = Number(response.headers.get('retry-after')) || undefined
      throw new ApiProblem((await response.json()) as ProblemBody, retryAfter)
    }
    if (response.status === 204) return undefined
    const type = response.headers.get('content-type')
    if (type?.startsWith('audio/') || type === 'application/pdf') return response.blob()
    return type?.startsWith('text/csv') ? response.text() : response.json()
  }) as Call
}

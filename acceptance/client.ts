import { ApiProblem, type Call, createClient } from '#contract/client.ts'
import type { ProblemCode } from '#domain/problem.ts'

/** A browser without a screen: cookies kept between calls, requests as the portal's own pages make them. */
export type Client = {
  readonly call: Call
  readonly cookies: ReadonlyMap<string, string>
  /** Any request at all, with the same cookies. */
  fetch(
    path: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string | Blob },
  ): Promise<Response>
}

/** Where the portal is: the address people type, and the one behind its proxy. */
type Place = { readonly portal: string; readonly listensAt: string }

let computers = 0

/**
 * Somebody at a computer of their own. The address counts where the portal trusts its proxy
 * (`TRUSTED_PROXIES: '127.0.0.1'`), so that one person's wrong tries are not another's.
 */
export function openClient(place: Place): Client {
  computers += 1
  // The range that RFC 2544 keeps for tests.
  const address = `198.18.${computers >> 8}.${computers & 255}`
  const cookies = new Map<string, string>()
  const send: Client['fetch'] = async (path, init = {}) => {
    const response = await fetch(`${place.listensAt}${path}`, {
      redirect: 'manual',
      ...init,
      headers: {
        'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0',
        origin: new URL(place.portal).origin,
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': address,
        ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...init.headers,
      },
    })
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    return response
  }
  return { call: createClient(send), cookies, fetch: send }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(/;\s*/)
  const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
  const ended = value === '' || attributes.some((attribute) => /^max-age=0$/i.test(attribute))
  if (ended) cookies.delete(name)
  else cookies.set(name, value)
}

/** The problem that an answer tells, or undefined when it tells none. The transport's errors are thrown on. */
export async function problemOf(answer: Promise<unknown>): Promise<ProblemCode | undefined> {
  try {
    await answer
    return undefined
  } catch (error) {
    if (error instanceof ApiProblem) return error.code
    throw error
  }
}

/** Does as the page asks when too many sign in at once on a loaded machine: waits a little and tries again. */
export async function patiently<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let triesLeft = 20; ; triesLeft -= 1) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === 'busy') || triesLeft === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

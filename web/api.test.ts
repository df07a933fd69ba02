import { afterEach, expect, test, vi } from 'vitest'
import { api, apiInBackground, onSessionEnd, type Problem, serverNow } from './api.ts'

const answers = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(JSON.stringify(body), { status, headers })),
  )

const problemOf = (call: Promise<unknown>): Promise<Problem> =>
  call.then(
    () => Promise.reject(new Error('It worked')),
    (problem: Problem) => problem,
  )

afterEach(() => vi.unstubAllGlobals())

test('a problem keeps its code, its facts and the seconds to wait', async () => {
  answers(
    429,
    { type: '/problems/throttled', code: 'throttled', title: '', status: 429, requestId: 'r1' },
    { 'retry-after': '75' },
  )
  const problem = await problemOf(api('GET /api/session'))
  expect(problem).toMatchObject({ code: 'throttled', status: 429, retryAfter: 75 })
  expect(problem.facts).toEqual({ requestId: 'r1', retryAfter: 75 })
})

test.each([
  ['no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['a proxy’s own page', async () => new Response('<html>', { status: 502 })],
])('%s is a network problem', async (_, fetch) => {
  vi.stubGlobal('fetch', fetch)
  expect((await problemOf(api('GET /api/session'))).code).toBe('network')
})

test('the end of the session is told once, to whoever listens', async () => {
  const listener = vi.fn()
  const stop = onSessionEnd(listener)
  answers(401, { type: '/problems/session.none', code: 'session.none', title: '', status: 401, requestId: 'r2' })
  expect((await problemOf(api('GET /api/me'))).code).toBe('session.none')
  stop()
  await problemOf(api('GET /api/me'))
  expect(listener).toHaveBeenCalledOnce()
})

test('a question that left with the old cookie is asked again, and nothing has ended', async () => {
  const listener = vi.fn()
  const stop = onSessionEnd(listener)
  const verified = Promise.withResolvers<Response>()
  const none = { type: '/problems/session.none', code: 'session.none', title: '', status: 401, requestId: 'r3' }
  const answer = (status: number, body: object) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  const gets = [answer(401, none), answer(200, { state: 'anonymous', resumable: false })]
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => (init.method === 'POST' ? verified.promise : gets.shift()))
  const changing = api('POST /api/session/end')
  const asked = api('GET /api/session')
  verified.resolve(new Response(null, { status: 204 }))
  expect(await asked).toMatchObject({ state: 'anonymous' })
  await changing
  stop()
  expect(listener).not.toHaveBeenCalled()
})

test('what the page asks by itself does not count as activity', async () => {
  answers(200, { state: 'anonymous', resumable: false })
  await apiInBackground('GET /api/session')
  expect(vi.mocked(fetch).mock.calls[0]?.[1]?.headers).toMatchObject({ 'x-osw-background': '1' })
})

test('the server’s clock corrects a computer’s wrong one', async () => {
  const hourAhead = new Date(Date.now() + 3_600_000)
  answers(200, { state: 'anonymous', resumable: false }, { date: hourAhead.toUTCString() })
  await api('GET /api/session')
  expect(Math.abs(serverNow() - hourAhead.getTime())).toBeLessThan(2_000)
})

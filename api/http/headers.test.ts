import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grownLine, signedIn } from '../testing/grown-line.ts'
import { goodPassword, openTestHouse, type RawAnswer, type TestHouse } from '../testing/test-house.ts'
import { sendSecurityHeaders } from './headers.ts'
import { serveWeb } from './web.routes.ts'

let t: TestHouse
let web: ReturnType<typeof fastify>
let directory: string

beforeAll(async () => {
  t = await openTestHouse()
  directory = await mkdtemp(join(tmpdir(), 'office-smart-web-'))
  await mkdir(join(directory, 'assets'))
  await mkdir(join(directory, '.vite'))
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>x</title><!--osw-brand-->')
  await writeFile(join(directory, 'assets/main-1a2b3c.js'), 'export {}')
  await writeFile(join(directory, '.vite/manifest.json'), '{}')
  web = fastify()
  sendSecurityHeaders(web, true)
  await serveWeb(web, t.house.config, directory)
})
afterAll(async () => {
  await web.close()
  await rm(directory, { recursive: true })
  await t.close()
})

const get = async (path: string, method = 'GET'): Promise<RawAnswer> => {
  const answer = await web.inject({ method: method as 'GET', url: path })
  return {
    status: answer.statusCode,
    body: answer.body,
    bytes: answer.rawPayload,
    json: () => answer.json(),
    headers: answer.headers as RawAnswer['headers'],
  }
}

/** Spec/security 4.3, for every answer whatever it is. */
function expectFullSet(headers: RawAnswer['headers']): void {
  const policy = String(headers['content-security-policy'])
  expect(policy).not.toMatch(/unsafe-|\*|https?:/)
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types osw',
  ])
    expect(policy.split('; ')).toContain(part)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': expect.stringContaining('camera=()'),
  })
  expect(headers).not.toHaveProperty('server')
  expect(headers).not.toHaveProperty('x-powered-by')
}

describe('S13: the full set of headers', () => {
  test.each<[string, string, string, number]>([
    ['an answer', 'GET', '/api/session', 200],
    ['a refusal', 'GET', '/api/me', 401],
    ['an unknown address of the API', 'GET', '/api/nothing', 404],
    ['a method that is not served', 'PUT', '/api/session', 405],
    ['the published document', 'GET', '/api/openapi.json', 200],
    ['its page', 'GET', '/api/docs', 200],
    ['the health', 'GET', '/healthz', 200],
    ['an address that is none', 'GET', '/%zz', 400],
  ])('%s', async (_, method, path, status) => {
    const answer = await t.browser().raw(method, path)
    expect(answer.status).toBe(status)
    expectFullSet(answer.headers)
    if (path.startsWith('/api/')) expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('an error of ours', async () => {
    const broken = fastify()
    sendSecurityHeaders(broken, true)
    broken.get('/api/broken', async () => {
      throw new Error('inside')
    })
    const { headers, statusCode } = await broken.inject('/api/broken')
    expect(statusCode).toBe(500)
    expectFullSet(headers as RawAnswer['headers'])
    expect(headers['cache-control']).toBe('no-store')
  })

  test.each([
    ['the page', '/', 'no-cache'],
    ['an address of the browser’s router', '/gestione-dati', 'no-cache'],
    ['a hashed file', '/assets/main-1a2b3c.js', 'public, max-age=31536000, immutable'],
    ['a file that is not there', '/assets/main-0.js', undefined],
  ])('%s', async (_, path, caching) => {
    const { headers } = await get(path)
    expectFullSet(headers)
    expect(headers['cache-control']).toBe(caching)
  })

  test('https is promised for two years where the portal is reached by it, and only there', async () => {
    expect((await get('/')).headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains; preload')
    expect((await get('/')).headers['content-security-policy']).toContain('upgrade-insecure-requests')
    expect((await t.browser().raw('GET', '/api/session')).headers).not.toHaveProperty('strict-transport-security')
  })
})

describe('S01: cookies', () => {
  test('session, remembered computer and trusted device: this host only, unreadable, not sent by other sites', async () => {
    const line = await grownLine(t, await t.company())
    const body = JSON.stringify({ number: line.number, password: goodPassword, remember: true })
    const answer = await t
      .browser()
      .raw('POST', '/api/session', { body, headers: { 'content-type': 'application/json' } })
    const cookies = [answer.headers['set-cookie']].flat().map(String)
    expect(cookies.map((cookie) => cookie.replace(/=[^;]+;/, '=…;')).sort()).toEqual([
      '__Host-osw_dev=…; Max-Age=15552000; Path=/; HttpOnly; Secure; SameSite=Lax',
      '__Host-osw_rm=…; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Lax',
      '__Host-osw_sid=…; Path=/; HttpOnly; Secure; SameSite=Lax',
    ])
    const session = /osw_sid=([\w-]+)/.exec(cookies.join())?.[1] ?? ''
    expect(Buffer.from(session, 'base64url')).toHaveLength(32)
  })

  test('signing out takes them back and clears what the browser kept of the portal (4.1)', async () => {
    const browser = await signedIn(t, await grownLine(t, await t.company()), { remember: true })
    const answer = await browser.raw('POST', '/api/session/end', {
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(204)
    expect([...browser.cookies.keys()]).toEqual(['__Host-osw_dev'])
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
  })
})

describe('S18: nothing that is nobody’s business', () => {
  test.each([
    '/.git/config',
    '/.env',
    '/.vite/manifest.json',
    '/%2egit/config',
    '/metrics',
    '/docs',
    '/assets/main-1a2b3c.js.map',
    '/assets/',
    '/assets',
    '/index.html',
    '/../package.json',
    '/..%2fpackage.json',
    '/package.json',
  ])('%s is not there', async (path) => {
    for (const answer of [await get(path), await t.browser().raw('GET', path)]) expect(answer.status).toBe(404)
  })

  test.each(['/', '/api/session', '/assets/main-1a2b3c.js'])('TRACE %s', async (path) => {
    for (const answer of [await get(path, 'TRACE'), await t.browser().raw('TRACE', path)]) {
      expect([404, 405]).toContain(answer.status)
    }
  })

  test.each([
    ['PUT', '/api/session', 'GET, HEAD, POST'],
    ['DELETE', '/api/session/end', 'POST'],
    ['GET', '/api/password/change', 'POST'],
    ['PATCH', '/api/me', 'GET, HEAD'],
    ['POST', '/api/directory/lines', 'GET, HEAD'],
  ])('%s %s: 405, naming what is served', async (method, path, allowed) => {
    const answer = await t.browser().raw(method, path)
    expect(answer.status).toBe(405)
    expect(answer.json().code).toBe('method.unknown')
    expect(answer.headers.allow).toBe(allowed)
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { grownLine } from '../testing/grown-line.ts'
import { putGrant, putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { picture } from '../testing/whole-state.ts'
import { codeOf, keyOf, send } from './testing/send.ts'

/** S06, for every unsafe route there is: what our own pages did not send is refused, and changes nothing. */

let t: TestHouse
let browser: Browser
let lineId: string

beforeAll(async () => {
  t = await openTestHouse()
  const company = await t.company()
  const giulia = await grownLine(t, company, { role: 'administrator' })
  const marco = await grownLine(t, company)
  const session = await putSession(t, giulia, { view: 'administrator' })
  await putGrant(t, session, giulia, marco.id)
  browser = session.browser
  lineId = marco.id
})
afterAll(() => t.close())

/** A header set to '' is left out. */
const nothing = { 'sec-fetch-site': '' }
const own = 'http://localhost:8080'

test.each<[string, Record<string, string>, 'request.cross-site' | 'request.media-type']>([
  ['another site’s Origin', { ...nothing, origin: 'https://evil.example' }, 'request.cross-site'],
  ['another site’s Origin beside a clean fetch header', { origin: 'https://evil.example' }, 'request.cross-site'],
  ['an Origin that begins like ours', { ...nothing, origin: `${own}.evil.example` }, 'request.cross-site'],
  ['our host on another port', { ...nothing, origin: 'http://localhost:8081' }, 'request.cross-site'],
  ['our host with another scheme', { ...nothing, origin: 'https://localhost:8080' }, 'request.cross-site'],
  ['Origin: null', { ...nothing, origin: 'null' }, 'request.cross-site'],
  ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }, 'request.cross-site'],
  [
    'Sec-Fetch-Site: cross-site beside our Origin',
    { 'sec-fetch-site': 'cross-site', origin: own },
    'request.cross-site',
  ],
  ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }, 'request.cross-site'],
  ['Sec-Fetch-Site: none', { 'sec-fetch-site': 'none' }, 'request.cross-site'],
  ['neither header', nothing, 'request.cross-site'],
  ['text/plain', { 'content-type': 'text/plain' }, 'request.media-type'],
  ['text/plain that says json', { 'content-type': 'text/plain; application/json' }, 'request.media-type'],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'request.media-type'],
  ['a form with files', { 'content-type': 'multipart/form-data; boundary=x' }, 'request.media-type'],
  ['no content type', { 'content-type': '' }, 'request.media-type'],
])('%s', async (_, headers, code) => {
  const before = await picture(t)
  const answers: Record<string, unknown> = {}
  for (const route of unsafeRoutes()) {
    const answer = await send(browser, route, { params: { lineId }, headers })
    answers[keyOf(route)] = { status: answer.status, code: codeOf(answer), cookies: answer.headers['set-cookie'] }
  }
  const refused = { status: code === 'request.media-type' ? 415 : 403, code, cookies: undefined }
  expect(answers).toEqual(Object.fromEntries(unsafeRoutes().map((route) => [keyOf(route), refused])))
  expect(await picture(t)).toEqual(before)
})

test.each<[string, Record<string, string>]>([
  ['Sec-Fetch-Site: same-origin', {}],
  ['only our Origin, from an older browser', { ...nothing, origin: own }],
  ['json with a charset', { 'content-type': 'Application/JSON; charset=utf-8' }],
])('our own pages are let through: %s', async (_, headers) => {
  const answer = await browser.raw('PATCH', '/api/me/preferences', {
    body: JSON.stringify({ theme: 'dark' }),
    headers: { 'content-type': 'application/json', ...headers },
  })
  expect(answer.status).toBe(200)
})

test('nothing is shared with other origins, and a preflight is not answered', async () => {
  const asked = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
  const answer = await browser.raw('OPTIONS', '/api/session', { headers: asked })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  const read = await browser.raw('GET', '/api/me', { headers: asked })
  for (const { headers } of [answer, read])
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
})

const unsafeRoutes = () => t.served.filter((route) => route.method !== 'GET')

import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { permissions, type Requirement } from '#domain/access/permissions.ts'
import { grownLine } from '../testing/grown-line.ts'
import { putGrant, putSession } from '../testing/put-session.ts'
import { staffAs } from '../testing/staff-as.ts'
import { type Browser, openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { picture } from '../testing/whole-state.ts'
import type { ServedRoute } from './guard.ts'
import { codeOf, keyOf, sampleOf, send } from './testing/send.ts'

/** T12, F09: whatever arrives, the answer is one of ours, tells nothing of the inside, and nothing has changed. */

let t: TestHouse
let browser: Browser
let halfway: Browser
let supervisor: Browser
let halfwayStaff: Browser
let lineId: string

beforeAll(async () => {
  t = await openTestHouse()
  const company = await t.company()
  const giulia = await grownLine(t, company, { role: 'administrator' })
  const marco = await grownLine(t, company)
  const session = await putSession(t, giulia, { view: 'administrator' })
  await putGrant(t, session, giulia, marco.id)
  browser = session.browser
  halfway = (await putSession(t, giulia, { kind: 'second-factor', view: null })).browser
  supervisor = (await staffAs(t, 'supervisor')).browser
  halfwayStaff = (await staffAs(t, 'supervisor', {}, { kind: 'second-factor' })).browser
  lineId = marco.id
})
afterAll(() => t.close())

/** Whom the route lets in. */
function browserFor({ route }: ServedRoute): Browser {
  const needs: Requirement = permissions[route.may]
  if (needs.session === 'staff') return needs.staffSteps?.includes('second-factor') ? halfwayStaff : supervisor
  return needs.session === 'second-factor' ? halfway : browser
}

const withBody = () => t.served.filter(({ route }) => route.body)

type Property = { type?: string; anyOf?: readonly Property[] }

/** The names of a body's properties that its contract types so, and in which `value` is never meant. */
function propertiesOf({ route }: ServedRoute, value: unknown): string[] {
  const { properties = {} } = z.toJSONSchema(route.body as z.ZodType, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties)
    .filter(([, property]) => (property as Property).type !== 'object')
    .filter(([, property]) => value !== null || !(property as Property).anyOf?.some(({ type }) => type === 'null'))
    .map(([name]) => name)
}

const inside = /node_modules|\bat \w+ \(|\.ts:\d|zod|fastify|postgres|syntax|stack/i

test.each<[string, unknown]>([
  ['an object for a value', { $gt: '' }],
  ['an array for a value', ['0125 555 949']],
  ['null for a value', null],
  ['a number for a value', 1e308],
  ['a nested prototype', { constructor: { prototype: { admin: true } } }],
])('%s: 400, for every property of every route', async (_, value) => {
  const before = await picture(t)
  for (const served of withBody()) {
    for (const name of propertiesOf(served, value)) {
      const answer = await send(browserFor(served), served, {
        params: { lineId },
        body: { ...sampleOf(served).body, [name]: value },
      })
      const where = `${keyOf(served)} ${name}: ${answer.body}`
      expect({ status: answer.status, code: codeOf(answer) }, where).toEqual({ status: 400, code: 'request.malformed' })
      const fields = answer.json().fields as string[]
      // What is off may lie inside: `caller.kind`, `allowed.0`.
      expect(
        fields.map((field) => field.split('.')[0]),
        where,
      ).toContain(name)
      expect(answer.body).not.toMatch(inside)
    }
  }
  expect(await picture(t)).toEqual(before)
})

test('a property that the contract does not name: 400', async () => {
  for (const served of withBody()) {
    const body = { ...sampleOf(served).body, lineId, role: 'administrator', email_status: 'verified' }
    const answer = await send(browserFor(served), served, { params: { lineId }, body })
    expect({ status: answer.status, code: codeOf(answer) }, keyOf(served)).toEqual({
      status: 400,
      code: 'request.malformed',
    })
  }
})

const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)

/** Texts, not values: what JSON.stringify would never write. */
test.each<[string, string | Buffer, number]>([
  ['nothing', '', 400],
  ['not JSON', '{"number":', 400],
  ['a text', '"0125 555 949"', 400],
  ['a list', '[]', 400],
  ['null', 'null', 400],
  ['the same key twice', '{"number":"0125 555 949","number":"0125 555 913","password":"x"}', 400],
  ['the same key twice, once escaped', '{"number":"1","\\u006eumber":"2","password":"x"}', 400],
  ['the same key twice, further in', '{"number":"1","password":{"a":1,"a":2}}', 400],
  ['__proto__', '{"number":"1","password":"x","__proto__":{"admin":true}}', 400],
  ['constructor.prototype', '{"number":"1","password":"x","constructor":{"prototype":{"admin":true}}}', 400],
  ['bytes that are not UTF-8', Buffer.from('{"number":"1","password":"\xff\xfe\xfd"}', 'latin1'), 400],
  ['a lone surrogate', '{"number":"1","password":"\\ud800x"}', 401],
  ['UTF-16', Buffer.from('{"number":"1","password":"x"}', 'utf16le'), 400],
  ['lists 4,000 deep', deep('[', ']', 4_000), 400],
  ['objects 2,000 deep', `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`, 400],
  ['10 MB', JSON.stringify({ number: '0125 555 949', password: 'x'.repeat(10_000_000) }), 413],
])('a sign-in that says: %s', async (_, payload, status) => {
  const answer = await t.browser().raw('POST', '/api/session', {
    body: payload as string,
    headers: { 'content-type': 'application/json' },
  })
  expect(answer.status, answer.body).toBe(status)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.body).not.toMatch(inside)
  expect(answer.body.length).toBeLessThan(1000)
})

test.each([
  'page=0',
  'page=-1',
  'page=1.5',
  'page=abc',
  'page=1e99',
  'page=1&page=2',
  'size=1',
  'size=26',
  'size=1000000',
  'sort=password_hash',
  'sort=name;drop table line',
  'field=credential',
  'field[]=name',
  'search[$gt]=',
  'site=1',
  'firstAccess=anything',
  'descending=maybe',
  'unknown=1',
  '__proto__[admin]=1',
  `search=${'x'.repeat(81)}`,
])('the list of lines, ?%s: 400', async (query) => {
  const answer = await browser.raw('GET', `/api/directory/lines?${query}`)
  expect({ status: answer.status, code: codeOf(answer) }, answer.body).toEqual({
    status: 400,
    code: 'request.malformed',
  })
})

/** F02: what would be SQL, LIKE or a pattern elsewhere is only text here. */
test.each([
  "'",
  "''; drop table line; --",
  '%',
  '_',
  '\\',
  '%27%20or%201=1',
  "E'\\x27",
  '$1',
  '(?:',
  '\u0000',
  '😀',
  '‮',
])('searching for %j finds nobody, or those who are really called so', async (search) => {
  for (const field of ['any', 'number', 'extension', 'name', 'site', 'service', 'email']) {
    const query = new URLSearchParams({ search, field }).toString()
    const answer = await browser.raw('GET', `/api/directory/lines?${query}`)
    expect([200, 400], `${field}: ${answer.body}`).toContain(answer.status)
  }
})

test.each(['/api/%', '/api/me/%c0%af', '/api/me/activity?before=%', '/%zz', '/api//me', `/api/${'x'.repeat(3000)}`])(
  'the address %s: a plain answer',
  async (path) => {
    const answer = await browser.raw('GET', path)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.body).not.toMatch(inside)
  },
)

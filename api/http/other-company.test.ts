import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { insertPasskey } from '../access/second-factor.sql.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { putGrant, putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'
import { picture } from '../testing/whole-state.ts'
import type { ServedRoute } from './guard.ts'
import { keyOf, sampleOf, send } from './testing/send.ts'

/** I01, I02, I06: wherever a route takes an id, another company's is as unknown as one that nobody has. */

let t: TestHouse
let browser: Browser
let user: Browser
let marco: GrownLine
let theirs: TestCompany
/** Ids that exist, but not for whoever asks. */
let foreign: Record<string, string>

beforeAll(async () => {
  t = await openTestHouse()
  const ours = await t.company()
  const giulia = await grownLine(t, ours, { role: 'administrator' })
  marco = await grownLine(t, ours)
  const elena = await grownLine(t, ours)
  const session = await putSession(t, giulia, { view: 'administrator' })
  await putGrant(t, session, giulia, marco.id)
  browser = session.browser
  user = (await putSession(t, marco)).browser
  theirs = await t.company('Officina Valle S.n.c.')
  const chief = await grownLine(t, theirs, { role: 'administrator', name: 'Bruno Valle' })
  const worker = await grownLine(t, theirs, { name: 'Carla Valle' })
  foreign = {
    'administrator of the other company': chief.id,
    'line of the other company': worker.id,
    'session of the other company': (await putSession(t, worker)).id,
    'site of the other company': theirs.sites.ivrea,
    'the other company': theirs.id,
    'passkey of the other company': await passkeyOf(worker),
    'session of a colleague': (await putSession(t, elena)).id,
    'passkey of a colleague': await passkeyOf(elena),
  }
})
afterAll(() => t.close())

async function passkeyOf(line: GrownLine): Promise<string> {
  const id = `passkey-${line.id}`
  const facts = { public_key: Buffer.alloc(8), counter: 0, label: 'Portachiavi', created_at: t.clock.now }
  await t.house.cellar.asService((trx) =>
    insertPasskey(trx, { id, line_id: line.id, company_id: line.company.id, ...facts }),
  )
  return id
}

type Place = { part: 'params' | 'query' | 'body'; name: string }

/** Where a route takes an id: every parameter of its path, and every UUID its contract names. */
function placesOf({ route }: ServedRoute): Place[] {
  return (['params', 'query', 'body'] as const).flatMap((part) => {
    const schema = route[part]
    if (!schema) return []
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    return Object.entries(properties)
      .filter(([, property]) => part === 'params' || JSON.stringify(property).includes('"format":"uuid"'))
      .map(([name]) => ({ part, name }))
  })
}

const cases = () => t.served.flatMap((served) => placesOf(served).map((place) => ({ served, place })))

function sendId(who: Browser, served: ServedRoute, { part, name }: Place, id: string) {
  if (part === 'params') return send(who, served, { params: { [name]: id } })
  if (part === 'query') return send(who, served, { query: new URLSearchParams({ [name]: id }).toString() })
  return send(who, served, { body: { ...sampleOf(served).body, [name]: id } })
}

const withoutRequestId = (body: string) => body.replace(/"requestId":"[^"]*"/, '')

test('ids are taken in paths, filters and bodies', () => {
  expect(cases().map(({ served, place }) => `${keyOf(served)} ${place.part}.${place.name}`)).toEqual(
    expect.arrayContaining([
      'DELETE /api/me/devices/:id params.id',
      'DELETE /api/me/passkeys/:id params.id',
      'GET /api/directory/lines query.site',
      'POST /api/directory/lines/export body.site',
      'POST /api/directory/acting-grants body.lineId',
      'GET /api/directory/lines/:lineId/configuration params.lineId',
    ]),
  )
})

test('another’s id answers like an id that nobody has, and nothing of theirs changes', async () => {
  const before = await picture(t, theirs.id)
  for (const who of [browser, user]) {
    for (const { served, place } of cases()) {
      for (const [whose, id] of Object.entries(foreign)) {
        const random = await sendId(who, served, place, id.startsWith('passkey') ? 'passkey-none' : randomUUID())
        const answer = await sendId(who, served, place, id)
        expect(
          { status: answer.status, body: withoutRequestId(answer.body) },
          `${keyOf(served)} ${place.name}: ${whose}`,
        ).toEqual({ status: random.status, body: withoutRequestId(random.body) })
      }
    }
  }
  expect(await picture(t, theirs.id)).toEqual(before)
})

test('lists, counts, filters and exports hold nothing of the other company', async () => {
  for (const served of t.served.filter(({ path }) => path.startsWith('/api/directory'))) {
    for (const change of [{}, { query: 'search=Valle' }, { body: { search: 'Valle' } }]) {
      const answer = await send(browser, served, { params: { lineId: marco.id }, ...change })
      expect(answer.body, keyOf(served)).not.toMatch(/Bruno|Carla|Officina/)
    }
  }
})

test.each<[string, string, Record<string, string>]>([
  ['a header', '/api/directory/sites', { 'x-tenant-id': 'theirs', 'x-company-id': 'theirs' }],
  ['a cookie', '/api/directory/sites', { cookie: 'theirs' }],
  ['a query', '/api/directory/sites?tenant=theirs&companyId=theirs', {}],
])('the company comes from the session alone: %s changes nothing (I06)', async (_, path, typed) => {
  const plain = await browser.raw('GET', '/api/directory/sites')
  const own = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [
      name,
      name === 'cookie' ? `${own}; tenant=${theirs.id}` : value.replace('theirs', theirs.id),
    ]),
  )
  const answer = await browser.raw('GET', path.replaceAll('theirs', theirs.id), { headers })
  expect(answer.body).toBe(plain.body)
})

test('the database itself refuses a grant on another company’s line', async () => {
  const giulia = { id: marco.id, company: marco.company }
  const session = await putSession(t, marco)
  await expect(putGrant(t, session, giulia, foreign['line of the other company'] as string)).rejects.toThrow(
    /foreign key/,
  )
})

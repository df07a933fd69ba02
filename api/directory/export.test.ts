import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { minute } from '#domain/clock.ts'
import { readCompanyFile } from '#domain/provider/company-file.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { type Administrator, anAdministrator, anotherAdministrator } from './testing/an-administrator.ts'
import { manyLines, type SeededLine } from './testing/many-lines.ts'

let t: TestHouse
let a: Administrator
let seeded: SeededLine[]

const exported = (body: object = {}, who = a) =>
  who.browser.call('POST /api/directory/lines/export', { body: body as { search?: string } })
const read = (file: string) =>
  readCompanyFile(new TextEncoder().encode(file), {
    services: ['Standard', 'Premium', 'Posto operatore'].map((name) => ({
      name,
      code: name.toLowerCase().replace(' ', '-'),
    })),
  })

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
  const b = await anAdministrator(t, { number: '+390115557930', company: 'Officina Valle S.n.c.' })
  seeded = await manyLines(t.house, a.company, 1_230, 165_600_000)
  await manyLines(t.house, b.company, 50, 165_900_000)
})
afterAll(() => t.close())
// Twenty files a minute: every test has its own minute.
beforeEach(() => t.clock.forward(minute))

it('holds every line of the company and none of another (I02)', async () => {
  const { lines, problems, warnings } = read(await exported())
  expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
  const numbers = [...seeded.map(({ number }) => number), a.line.number].sort()
  expect(lines.map(({ number }) => number)).toEqual(numbers)
  const one = seeded[7]
  expect(lines.find(({ number }) => number === one?.number)).toMatchObject({
    extension: one?.extension,
    service: one?.service,
    site: one?.site,
    userType: one?.user_type,
  })
})

it('is what the filters find, in the order of the list', async () => {
  const asked = { search: 'angelo', sort: 'name', descending: true }
  const page = await a.browser.call('GET /api/directory/lines', {
    query: { ...asked, descending: 'true', size: '100' } as object,
  })
  const { lines } = read(await exported(asked))
  expect(lines).toHaveLength(page.total)
  expect(lines.slice(0, 100).map(({ number }) => number)).toEqual(page.lines.map(({ number }) => number))
})

it('tells no address', async () => {
  expect(await exported({ search: 'esempio.example' })).not.toContain('@')
})

it('comes as a download that no browser runs', async () => {
  const { headers, status } = await a.browser.raw('POST', '/api/directory/lines/export', {
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringContaining('attachment'),
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
})

describe('is watched (F08)', () => {
  it('written down, with how much was taken', async () => {
    await exported({ search: 'angelo' })
    const last = await t.house.cellar.asService((trx) =>
      trx
        .selectFrom('audit_event')
        .select(['actor_id', 'facts'])
        .where('action', '=', 'directory.exported')
        .orderBy('id', 'desc')
        .executeTakeFirst(),
    )
    expect(last).toEqual({ actor_id: a.line.id, facts: { rows: expect.any(Number), narrowed: true } })
  })

  it('twenty a minute', async () => {
    for (let i = 0; i < 20; i++) await exported({ search: 'zzz' })
    await expect(exported({ search: 'zzz' })).rejects.toMatchObject({ code: 'throttled' })
    t.clock.forward(minute)
    expect(await exported({ search: 'zzz' })).toMatch(/^\ufeffNumero di telefono;[^\n]*\r\n$/)
  })

  it('asks for the password after a while', async () => {
    const c = await anotherAdministrator(t, a.company, '+390125555882')
    t.clock.forward(14 * minute)
    await c.browser.call('POST /api/session/extend')
    t.clock.forward(2 * minute)
    await expect(exported({}, c)).rejects.toMatchObject({ code: 'step-up' })
  })
})

it.each([[{ search: '\u0000' }], [{ search: '\ud800' }], [{ search: "' or 1=1 --" }]])(
  '%j is only a text to look for',
  async (body) => {
    expect(await exported(body)).toMatch(/^\ufeff/)
  },
)

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { minute } from '#domain/clock.ts'
import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { type Administrator, anAdministrator, anotherAdministrator } from './testing/an-administrator.ts'
import { manyLines, type SeededLine } from './testing/many-lines.ts'

let t: TestHouse
let a: Administrator
let seeded: SeededLine[]

const exported = (body: object = {}, who = a) =>
  who.browser.call('POST /api/directory/lines/export', { body: body as { search?: string } })
const read = (file: string): Record<string, string>[] => parse(file, { delimiter: ';', bom: true, columns: true })
const shown = (number: string) => showPhoneNumber(number as PhoneNumber)

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
  const rows = read(await exported())
  const numbers = [...seeded.map(({ number }) => number), a.line.number].sort()
  expect(rows.map((row) => row['Numero di telefono'])).toEqual(numbers.map(shown))
  const one = seeded.find(({ service }) => service === 'posto-operatore')
  expect(rows.find((row) => row['Numero di telefono'] === shown(one?.number ?? ''))).toMatchObject({
    Interno: one?.extension,
    'Tipo utenza': 'Posto operatore',
    Servizio: 'Posto operatore',
    Sede: one?.site,
  })
})

it('is what the filters find, in the order of the list', async () => {
  const asked = { search: 'angelo', sort: 'name', descending: true }
  const page = await a.browser.call('GET /api/directory/lines', {
    query: { ...asked, descending: 'true', size: '100' } as object,
  })
  const rows = read(await exported(asked))
  expect(rows).toHaveLength(page.total)
  expect(rows.slice(0, 100).map((row) => row['Numero di telefono'])).toEqual(
    page.lines.map(({ number }) => shown(number)),
  )
})

it('tells no address', async () => {
  expect(await exported({ search: 'esempio.example' })).not.toContain('@')
})

it('comes as a download that no browser runs', async () => {
  const { headers, status, body } = await a.browser.raw('POST', '/api/directory/lines/export', {
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  expect(status).toBe(200)
  expect(body.startsWith('\ufeffNumero di telefono;')).toBe(true)
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringContaining('attachment'),
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
    expect(await exported({ search: 'zzz' })).toMatch(/^Numero di telefono;[^\n]*\r\n$/)
  })
})

it.each([[{ search: '\u0000' }], [{ search: '\ud800' }], [{ search: "' or 1=1 --" }]])(
  '%j is only a text to look for',
  async (body) => {
    expect(await exported(body)).toMatch(/^Numero/)
  },
)

it('asks for the password after a while', async () => {
  const c = await anotherAdministrator(t, a.company, '+390125555882')
  t.clock.forward(14 * minute)
  await c.browser.call('POST /api/session/extend')
  t.clock.forward(2 * minute)
  await expect(exported({}, c)).rejects.toMatchObject({ code: 'step-up' })
})

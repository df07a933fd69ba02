import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LineChange } from '#database/tables.ts'
import { addDays, hour } from '#domain/clock.ts'
import { firstAccess, openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { type Administrator, anAdministrator, anotherAdministrator } from './testing/an-administrator.ts'
import { manyLines } from './testing/many-lines.ts'

let t: TestHouse
let a: Administrator

const board = (who = a) => who.browser.call('GET /api/directory/first-access')
const change = (id: string, values: LineChange) =>
  t.house.cellar.asService((trx) => trx.updateTable('line').set(values).where('id', '=', id).execute())

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
})
afterAll(() => t.close())

describe('a small company', () => {
  it('has a lamp for each line, in number order, and follows every change at once', async () => {
    const first = await t.line(a.company, { number: '+390125555001' })
    const last = await t.line(a.company, { number: '+390125555999', email: 'x@arredi.example' })
    expect(await board()).toMatchObject({
      total: 3,
      counts: { completed: 1, 'never-entered': 2, 'email-missing': 0, 'email-to-confirm': 0, 'temporary-password': 0 },
      lamps: ['never-entered', 'completed', 'never-entered'],
    })
    await change(first.id, { gate_opened_at: t.clock.now })
    expect((await board()).lamps).toEqual(['temporary-password', 'completed', 'never-entered'])
    await change(last.id, { credential: 'own' })
    expect((await board()).lamps).toEqual(['temporary-password', 'completed', 'email-to-confirm'])
    await change(first.id, { credential: 'own' })
    expect((await board()).counts).toEqual({
      completed: 1,
      'never-entered': 0,
      'email-missing': 1,
      'email-to-confirm': 1,
      'temporary-password': 0,
    })
  })

  it('lists first accesses, newest first, and counts those of the Italian day', async () => {
    const line = await t.line(a.company, { name: 'Marco Actis' })
    t.clock.forward(1)
    await firstAccess(t, a.company, line)
    const shown = await board()
    expect(shown.activations[0]).toEqual({
      lineId: line.id,
      number: line.number,
      name: 'Marco Actis',
      at: t.clock.now.toISOString(),
      ip: '192.0.2.1',
    })
    expect(shown.activationsToday).toBe(2)
    // 09:00 in UTC is 10:00 in Rome: the day ends there at 23:00 UTC.
    t.clock.forward(14 * hour - 2)
    const c = await anotherAdministrator(t, a.company, '+390125555881')
    expect((await board(c)).activationsToday).toBe(3)
    t.clock.forward(1)
    expect((await board(c)).activationsToday).toBe(0)
    t.clock.forward(1 - 14 * hour)
  })
})

it('counts own passwords that end within 30 days, and those nobody can be warned of', async () => {
  const c = await anAdministrator(t, { number: '+390115557930', company: 'Scadenze S.r.l.' })
  const own = (days: number, more: LineChange = {}) => ({
    credential: 'own' as const,
    credential_expires_at: addDays(t.clock.now, days),
    ...more,
  })
  const reachable = { email: 'x@arredi.example', emailStatus: 'verified' } as const
  for (const [facts, values] of [
    [reachable, own(1)],
    [reachable, own(30)],
    [{}, own(29)],
    [{ email: 'y@arredi.example' }, own(10)],
    [{}, own(31)],
    [{}, own(0)],
    [{}, own(5, { account: 'disabled' })],
    [{}, { credential_expires_at: addDays(t.clock.now, 3) }],
  ] as const) {
    await change((await t.line(c.company, facts)).id, values)
  }
  expect((await board(c)).expiring).toEqual({ within30Days: 4, withoutEmail: 2 })
})

it('a company above a hundred lines has counts only; each sees its own (I02)', async () => {
  const c = await anAdministrator(t, { number: '+390165559001', company: 'Grande S.p.A.' })
  await manyLines(t.house, c.company, 99, 165_600_000)
  expect((await board(c)).lamps).toHaveLength(100)
  await t.line(c.company)
  const shown = await board(c)
  expect(shown).toMatchObject({ total: 101, lamps: null, activationsToday: 1 })
  expect(Object.values(shown.counts).reduce((sum, lines) => sum + lines, 0)).toBe(101)
  expect(shown.activations.map(({ lineId }) => lineId)).toEqual([c.line.id])
})

it('the sites by name, each with its lines, also one that has none', async () => {
  const c = await anAdministrator(t, { number: '+390165559002', company: 'Tre Sedi S.r.l.' })
  await manyLines(t.house, c.company, 30, 165_700_000)
  const aosta = randomUUID()
  await t.house.cellar.asService((trx) =>
    trx.insertInto('site').values({ id: aosta, company_id: c.company.id, name: 'Àosta', name_key: 'aosta' }).execute(),
  )
  expect(await c.browser.call('GET /api/directory/sites')).toEqual({
    sites: [
      { id: aosta, name: 'Àosta', lines: 0 },
      { id: c.company.sites.ivrea, name: 'Ivrea', lines: 21 },
      { id: c.company.sites.torino, name: 'Torino', lines: 10 },
    ],
  })
})

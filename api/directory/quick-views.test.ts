import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, day } from '#domain/clock.ts'
import type { QuickView } from '#domain/directory/quick-view.ts'
import { phoneOf } from '../call-handling/testing/calls.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { type Administrator, anAdministrator } from './testing/an-administrator.ts'

/** Quick views of the users (spec/product 3.2): what each shows, how many, with search and with work on many lines. */

let t: TestHouse
let a: Administrator

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
})
afterAll(() => t.close())

const namesIn = async (view: QuickView, more: { search?: string } = {}) => {
  const { lines } = await a.browser.call('GET /api/directory/lines', { query: { view, ...more } })
  return lines.map(({ name }) => name)
}
const counts = async () => (await a.browser.call('GET /api/directory/quick-views')).counts

async function forwards(line: GrownLine, typed: string, on = true): Promise<void> {
  const { browser } = await putSession(t, line)
  const { version } = await browser.call('GET /api/call-handling/settings')
  const to = { kind: 'typed', typed } as const
  await browser.call('POST /api/call-handling/settings', {
    body: { version, changes: { noAnswer: { on, to, after: 15 } } },
  })
}

it('show who never came, who has no e-mail, whose password ends, who forwards outside, whose phone is off', async () => {
  await t.line(a.company, { name: 'Mai Entrata', email: `${randomUUID()}@arredi.example`, emailStatus: 'pending' })
  await grownLine(t, a.company, { name: 'Senza Posta', email: null })
  const ending = await grownLine(t, a.company, { name: 'In Scadenza' })
  await t.house.cellar.asService((trx) =>
    trx
      .updateTable('line')
      .set({ credential_expires_at: addDays(t.clock.now, 29) })
      .where('id', '=', ending.id)
      .execute(),
  )
  const outside = await grownLine(t, a.company, { name: 'Fuori Ufficio' })
  await forwards(outside, '347 555 0182')
  await forwards(await grownLine(t, a.company, { name: 'Dentro Ufficio' }), ending.extension)
  await forwards(await grownLine(t, a.company, { name: 'Inoltro Spento' }), '347 555 0182', false)
  await phoneOf(t, await grownLine(t, a.company, { name: 'Telefono Spento' }))
  const connected = await grownLine(t, a.company, { name: 'Telefono Acceso' })
  await phoneOf(t, connected)
  await t.house.cellar.asService((trx) =>
    trx
      .updateTable('device')
      .set({ registered_since: t.clock.now, registered_until: addDays(t.clock.now, 40) })
      .where('line_id', '=', connected.id)
      .execute(),
  )

  const shown: Record<QuickView, string[]> = {
    'never-activated': ['Mai Entrata'],
    'without-email': ['Senza Posta'],
    expiring: ['In Scadenza'],
    'forward-outside': ['Fuori Ufficio'],
    offline: ['Telefono Spento'],
  }
  for (const view of Object.keys(shown) as QuickView[]) expect(await namesIn(view), view).toEqual(shown[view])
  expect(await counts()).toEqual({
    'never-activated': 1,
    'without-email': 1,
    expiring: 1,
    'forward-outside': 1,
    offline: 1,
  })
  expect(await namesIn('forward-outside', { search: 'ufficio' })).toEqual(['Fuori Ufficio'])
  expect(await namesIn('forward-outside', { search: 'posta' })).toEqual([])

  // What no write of the directory tells: the list follows all the same.
  await forwards(outside, '347 555 0182', false)
  expect(await namesIn('forward-outside')).toEqual([])

  // "Tutti i trovati" of a view.
  const selection = (count: number) => ({ filter: { view: 'without-email' as const }, count })
  const invite = (count: number) =>
    a.browser.call('POST /api/first-access/temporary-passwords', {
      body: { key: randomUUID().replaceAll('-', '').slice(0, 22), selection: selection(count) },
    })
  await expect(invite(2)).rejects.toMatchObject({ code: 'selection.changed' })
  expect(await invite(1)).toMatchObject({ total: 1 })

  // A day later the same password is nearer its end, and nothing was written.
  t.clock.forward(day)
  a = { ...a, browser: (await putSession(t, { id: a.line.id, company: a.company }, { view: 'administrator' })).browser }
  expect(await namesIn('expiring')).toEqual(['In Scadenza'])
  t.clock.forward(29 * day)
  a = { ...a, browser: (await putSession(t, { id: a.line.id, company: a.company }, { view: 'administrator' })).browser }
  expect(await namesIn('expiring')).not.toContain('In Scadenza')
})

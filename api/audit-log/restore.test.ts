import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeLine } from '../access/account.sql.ts'
import { type Administrator, anAdministrator } from '../directory/testing/an-administrator.ts'
import { grownLine, signedIn } from '../testing/grown-line.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'

/** "Ripristina" in the history of a thing (issue 4): put back as it was, by the rules of any change. */

let t: TestHouse
let a: Administrator
beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
})
afterAll(() => t.close())

const events = async (query: { object?: string; subject?: string; action?: string }) =>
  (await a.browser.call('GET /api/audit-log', { query })).events
const newest = async (action: string, query: { object?: string; subject?: string } = {}) => {
  const [event] = await events({ ...query, action })
  if (!event) throw new Error(`No ${action}`)
  return event
}
const preview = (eventId: number, { browser } = a) =>
  browser.call('GET /api/audit-log/:eventId/restore', { params: { eventId } })
const send = (eventId: number, seen: string, { browser } = a) =>
  browser.call('POST /api/audit-log/:eventId/restore', { params: { eventId }, body: { seen } })
const restore = async (eventId: number) => send(eventId, (await preview(eventId)).seen)

const address = { street: 'Via Torino', houseNumber: '1', postcode: '10015', town: 'Ivrea', province: 'TO' }
const asked = { address, timeZone: 'Europe/Rome', mainNumber: '', emergencyNumber: '', emergencyDetails: '' }
const addSite = (name: string) => a.browser.call('POST /api/sites', { body: { ...asked, name } })
const site = async (id: string) =>
  (await a.browser.call('GET /api/sites', { query: {} })).sites.find((one) => one.id === id)
const setCode = (first: string, to: string, more: { count?: number; label?: string } = {}) =>
  a.browser.call('POST /api/short-codes', { body: { first, to, label: 'Prova', ...more } })
const code = async (id: string) =>
  (await a.browser.call('GET /api/short-codes', { query: {} })).entries.find((one) => one.id === id)

it('a site gets back what a change took, the rest stays, and the history tells it', async () => {
  const made = await addSite('Magazzino')
  const change = (version: number, body: object) =>
    a.browser.call('PATCH /api/sites/:siteId', {
      params: { siteId: made.id },
      body: { ...asked, name: 'Magazzino', version, ...body },
    })
  await change(1, { address: { ...address, street: 'Corso Re' } })
  const taken = await newest('site.changed', { object: `site:${made.id}` })
  await change(2, { address: { ...address, street: 'Corso Re' }, emergencyDetails: 'Scala B' })
  expect(taken.restorable).toBe(true)
  expect((await newest('site.added', { object: `site:${made.id}` })).restorable).toBe(false)
  const shown = await preview(taken.id)
  expect(shown).toEqual({ seen: '3', facts: { 'before.street': 'Corso Re', 'after.street': 'Via Torino' } })

  await change(3, { address: { ...address, street: 'Corso Re' }, emergencyDetails: 'Scala C' })
  await expect(send(taken.id, shown.seen)).rejects.toMatchObject({ code: 'setting.conflict' })
  await restore(taken.id)
  expect(await site(made.id)).toMatchObject({
    address: { street: 'Via Torino' },
    emergency: { place: 'Via Torino 1, 10015 Ivrea (TO) – Scala C' },
    version: 5,
  })
  expect((await newest('site.changed', { object: `site:${made.id}` })).facts).toMatchObject({
    'before.street': 'Corso Re',
    'after.street': 'Via Torino',
    restored: true,
    restoredFrom: taken.id,
  })
  // It is so already: nothing to do, nothing written down.
  expect((await preview(taken.id)).facts).toEqual({})
  await restore(taken.id)
  expect((await site(made.id))?.version).toBe(5)
})

it('a deleted site comes back with its extensions and its history; not under a name that is taken', async () => {
  const made = await addSite('Deposito')
  const range = (siteId: string, first: string, last: string) =>
    a.browser.call('POST /api/extensions/sites/:siteId/range', { params: { siteId }, body: { range: { first, last } } })
  await range(made.id, '700', '719')
  await range(made.id, '700', '729')
  const ranged = await newest('site.changed', { object: `site:${made.id}` })
  await restore(ranged.id)
  await a.browser.call('DELETE /api/sites/:siteId', { params: { siteId: made.id } })
  await expect(preview(ranged.id)).rejects.toMatchObject({ code: 'history.gone' })
  const gone = await newest('site.removed')
  expect(gone).toMatchObject({ restorable: true, facts: { name: 'Deposito', 'before.extensions': '700–719' } })

  const other = await addSite('deposito')
  await expect(restore(gone.id)).rejects.toMatchObject({ code: 'site.name-taken' })
  await a.browser.call('DELETE /api/sites/:siteId', { params: { siteId: other.id } })
  const shown = await preview(gone.id)
  expect(shown).toMatchObject({ seen: 'gone', facts: { 'after.name': 'Deposito', 'after.extensions': '700–719' } })
  const both = await Promise.allSettled([send(gone.id, shown.seen), send(gone.id, shown.seen)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await site(made.id)).toMatchObject({ name: 'Deposito', version: 2, address })
  const plan = await a.browser.call('GET /api/extensions')
  expect(plan.sites.find(({ id }) => id === made.id)?.range).toEqual({ first: '700', last: '719' })
  expect((await events({ object: `site:${made.id}` })).map(({ action }) => action)).toEqual([
    'site.restored',
    'site.removed',
    'site.changed',
    'site.changed',
    'site.changed',
    'site.added',
  ])
})

it('a site that a file brought without an address comes back so', async () => {
  const id = randomUUID()
  await t.house.cellar.asService((trx) =>
    trx.insertInto('site').values({ id, company_id: a.company.id, name: 'Dal file', name_key: 'dal file' }).execute(),
  )
  await a.browser.call('DELETE /api/sites/:siteId', { params: { siteId: id } })
  await restore((await newest('site.removed', { object: `site:${id}` })).id)
  expect(await site(id)).toMatchObject({ name: 'Dal file', emergency: { place: '' } })
})

it('a short code comes back as it was; not on digits that are somebody’s now', async () => {
  const anna = await grownLine(t, a.company, { name: 'Anna Bono', extension: '049' })
  const made = await setCode('0600', '011 555 7098', { count: 3, label: 'Fornitori' })
  await a.browser.call('PATCH /api/short-codes/:entryId', {
    params: { entryId: made.id },
    body: { first: '500', to: '049', label: 'Anna', version: made.version },
  })
  const changed = await newest('short-code.changed', { object: `short-code:${made.id}` })
  expect((await preview(changed.id)).facts).toEqual({
    'before.code': '500',
    'after.code': '0600–0602',
    'before.label': 'Anna',
    'after.label': 'Fornitori',
    'before.to': 'Anna Bono',
    'after.to': '+390115557098',
  })
  await a.browser.call('DELETE /api/short-codes/:entryId', { params: { entryId: made.id } })
  await expect(preview(changed.id)).rejects.toMatchObject({ code: 'history.gone' })
  const removed = await newest('short-code.removed', { object: `short-code:${made.id}` })

  await setCode('500', '347 555 0182')
  await expect(restore(removed.id)).rejects.toMatchObject({ body: { code: 'code.conflict', kind: 'short-code' } })
  const [taken] = (await a.browser.call('GET /api/short-codes', { query: { search: '500' } })).entries
  await a.browser.call('DELETE /api/short-codes/:entryId', { params: { entryId: taken?.id ?? '' } })
  await restore(removed.id)
  expect(await code(made.id)).toMatchObject({ first: '500', label: 'Anna', number: anna.number, version: 3 })
  await restore(changed.id)
  expect(await code(made.id)).toMatchObject({ first: '0600', count: 3, label: 'Fornitori', number: '+390115557098' })
  expect((await events({ object: `short-code:${made.id}` })).map(({ action }) => action)).toEqual([
    'short-code.changed',
    'short-code.restored',
    'short-code.removed',
    'short-code.changed',
    'short-code.set',
  ])
})

it('an extension, the extensions’ plan: back as they were, unless somebody has the digits', async () => {
  const carla = await grownLine(t, a.company, { name: 'Carla Verdi', extension: '081' })
  const set = (lineId: string, extension: string) =>
    a.browser.call('POST /api/extensions/lines/:lineId', { params: { lineId }, body: { extension } })
  await set(carla.id, '082')
  const given = await newest('extension.set', { subject: carla.id })
  const dino = await grownLine(t, a.company, { name: 'Dino Blu', extension: '081' })
  await expect(restore(given.id)).rejects.toMatchObject({ body: { code: 'code.conflict', kind: 'extension' } })
  await set(dino.id, '083')
  await restore(given.id)
  expect((await newest('extension.set', { subject: carla.id })).facts).toMatchObject({
    'before.extension': '082',
    'after.extension': '081',
    restored: true,
  })

  const { length } = await a.browser.call('GET /api/extensions')
  await a.browser.call('POST /api/extensions/plan', { body: { length: length + 1, externalPrefix: null } })
  await restore((await newest('dial-plan.changed')).id)
  expect((await a.browser.call('GET /api/extensions')).length).toBe(length)
})

it('nobody restores for another company, nor whoever administers some sites only', async () => {
  await setCode('0777', '011 555 7098')
  await a.browser.call('DELETE /api/short-codes/:entryId', {
    params: {
      entryId: (await a.browser.call('GET /api/short-codes', { query: { search: '0777' } })).entries[0]?.id ?? '',
    },
  })
  const { id } = await newest('short-code.removed')
  const b = await anAdministrator(t, { number: '+390165555949', company: 'Altra S.p.A.' })
  await expect(preview(id, b)).rejects.toMatchObject({ code: 'not-found' })
  await expect(send(id, 'gone', b)).rejects.toMatchObject({ code: 'not-found' })
  // A signing in remembers nothing of before.
  await expect(preview((await newest('sign-in')).id)).rejects.toMatchObject({ code: 'not-found' })

  const paolo = await grownLine(t, a.company, { role: 'administrator', name: 'Paolo Neri' })
  await t.house.cellar.asService((trx) => changeLine(trx, paolo.id, { administrator_sites: [a.company.sites.ivrea] }))
  const browser = await signedIn(t, paolo, { view: 'administrator' })
  const [seen] = (await browser.call('GET /api/audit-log', { query: { action: 'short-code.removed' } })).events
  expect(seen).toMatchObject({ id, restorable: false })
  await expect(preview(id, { ...a, browser })).rejects.toMatchObject({ code: 'whole-company' })
})

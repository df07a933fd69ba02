import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Administrator, anAdministrator } from '../directory/testing/an-administrator.ts'
import { findEngineLines } from '../switchboard/engine-lines.sql.ts'
import { grownLine, signedIn } from '../testing/grown-line.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'

let t: TestHouse
let a: Administrator

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
})
afterAll(() => t.close())

const address = { street: 'Via Torino', houseNumber: '12/B', postcode: '10015', town: 'Ivrea', province: 'to' }
const written = {
  name: 'Aosta',
  address,
  timeZone: 'Europe/Rome',
  mainNumber: '',
  emergencyNumber: '',
  emergencyDetails: 'Scala B',
}
const add = (change: Partial<typeof written> = {}) =>
  a.browser.call('POST /api/sites', { body: { ...written, ...change } })
const list = async (search = '') => (await a.browser.call('GET /api/sites', { query: { search } })).sites
const history = async (siteId: string) =>
  (await a.browser.call('GET /api/audit-log', { query: { object: `site:${siteId}` } })).events

it('a site is made, found, changed and deleted, and its history tells it', async () => {
  const made = await add()
  expect(made).toMatchObject({
    name: 'Aosta',
    address: { ...address, province: 'TO' },
    emergency: { number: null, place: 'Via Torino 12/B, 10015 Ivrea (TO) – Scala B' },
    lines: 0,
    phones: 0,
  })
  expect((await list('aosta')).map(({ id }) => id)).toEqual([made.id])
  expect((await list('torino')).map(({ name }) => name)).toEqual(['Aosta', 'Torino'])
  const change = (body: Partial<typeof written> & { version: number }) =>
    a.browser.call('PATCH /api/sites/:siteId', { params: { siteId: made.id }, body: { ...written, ...body } })
  const moved = await change({ version: 1, address: { ...address, street: 'Corso Re', houseNumber: '' } })
  expect(moved.emergency.place).toBe('Corso Re, 10015 Ivrea (TO) – Scala B')
  await expect(change({ version: 1, name: 'Altra' })).rejects.toMatchObject({ code: 'setting.conflict' })
  // Nothing changed: nothing is written down.
  await change({ version: 2, address: { ...address, street: 'Corso Re', houseNumber: '' } })
  await a.browser.call('DELETE /api/sites/:siteId', { params: { siteId: made.id } })
  expect(
    (await history(made.id)).map(({ action, facts }) => [action, facts['before.street'], facts['after.street']]),
  ).toEqual([
    ['site.removed', 'Corso Re', undefined],
    ['site.changed', 'Via Torino', 'Corso Re'],
    ['site.added', undefined, 'Via Torino'],
  ])
})

it.each([
  [{ name: 'IVREA' }, 'site.name-taken', {}],
  [{ name: ' \u200b ' }, 'site.refused', { flaws: ['name'] }],
  [{ address: { ...address, postcode: '1234' } }, 'site.refused', { flaws: ['postcode'] }],
  [{ address: { ...address, province: 'XX' } }, 'site.refused', { flaws: ['province'] }],
  [{ timeZone: 'Europe/Roma' }, 'site.refused', { flaws: ['timeZone'] }],
  [{ mainNumber: '02 1234 5678' }, 'site.refused', { flaws: ['mainNumber'] }],
  [{ emergencyNumber: 'niente' }, 'site.refused', { flaws: ['emergencyNumber'] }],
])('%j is refused: %s', async (change, code, body) => {
  await expect(add(change)).rejects.toMatchObject({ code, body })
})

it('a site with lines is not deleted; they move to another one, where the search finds them', async () => {
  const made = await add({ name: 'Chivasso' })
  const line = await grownLine(t, a.company, { name: 'Dario Neri' })
  const other = await grownLine(t, a.company)
  const { ivrea } = a.company.sites
  await a.browser.call('PATCH /api/sites/:siteId', {
    params: { siteId: made.id },
    body: { ...written, name: 'Chivasso Nord', version: 1 },
  })
  const move = (from: string, to: string) =>
    a.browser.call('POST /api/sites/:siteId/move-lines', { params: { siteId: from }, body: { to } })
  const found = async (search: string, field: 'site' | 'any' = 'site') =>
    (await a.browser.call('GET /api/directory/lines', { query: { search, field } })).lines.map(({ id }) => id)
  expect(await move(ivrea, made.id)).toEqual({ moved: 3 })
  expect(await found('chivasso nord')).toEqual(expect.arrayContaining([line.id, other.id]))
  expect(await found('ivrea')).toEqual([])
  await expect(a.browser.call('DELETE /api/sites/:siteId', { params: { siteId: made.id } })).rejects.toMatchObject({
    code: 'site.in-use',
    body: { lines: 3 },
  })
  await a.browser.call('PATCH /api/sites/:siteId', {
    params: { siteId: made.id },
    body: { ...written, name: 'Rivarolo', version: 2 },
  })
  expect(await found('rivarolo')).toHaveLength(3)
  expect(await found('dario neri', 'any')).toEqual([line.id])
  await move(made.id, ivrea)
  await a.browser.call('DELETE /api/sites/:siteId', { params: { siteId: made.id } })
  expect(await list('rivarolo')).toEqual([])
})

it('what a call for help says follows the site, and lines may show its main number', async () => {
  const line = await grownLine(t, a.company, { number: '+390125555600' })
  const { torino, ivrea } = a.company.sites
  const rows = async () => {
    const all = await t.house.cellar.asService((trx) => findEngineLines(trx, '', 10_000), { readOnly: true })
    const row = all.find(({ number }) => number === line.number)
    return [row?.site_number, row?.site_location]
  }
  expect(await rows()).toEqual([null, ''])
  const site = (await list('ivrea')).find(({ id }) => id === ivrea)
  const save = (change: Partial<typeof written>, version: number) =>
    a.browser.call('PATCH /api/sites/:siteId', {
      params: { siteId: ivrea },
      body: { ...written, name: 'Ivrea', ...change, version },
    })
  const version = site?.version ?? 0
  const saved = await save({ mainNumber: '0125 555 949' }, version)
  expect(await rows()).toEqual(['+390125555949', 'Via Torino 12/B, 10015 Ivrea (TO) – Scala B'])
  await save({ mainNumber: '0125 555 949', emergencyNumber: '0125 555 600', emergencyDetails: '' }, saved.version)
  expect(await rows()).toEqual(['+390125555600', 'Via Torino 12/B, 10015 Ivrea (TO)'])
  const browser = await signedIn(t, line)
  const { presentable } = await browser.call('GET /api/call-handling/settings')
  expect(presentable.map(({ number, of }) => `${of} ${number}`)).toContain('site +390125555949')
  expect(torino).toBeDefined()
})

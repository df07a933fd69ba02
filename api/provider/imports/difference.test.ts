import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { staffAs } from '../../testing/staff-as.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../../testing/test-house.ts'
import { apply, check, type ImportSeen, settled, upload } from './testing/begin.ts'

/** A file for a company that exists: what it would change is shown first, and nothing is erased. */

let t: TestHouse
let company: TestCompany
let browser: Browser
beforeAll(async () => {
  t = await openTestHouse()
  browser = (await staffAs(t, 'activation')).browser
})
afterAll(() => t.close())

const heading = 'Numero;Interno;Nome;Sede;Servizio;Tipo utenza;E-mail'
const begin = async (rows: readonly string[], change: Partial<ImportSeen['choices']> = {}) =>
  check(browser, await upload(browser, { company: company.id }, [heading, ...rows].join('\n')), change)
const rowsOf = async (job: ImportSeen, show: 'bad' | 'added' | 'changed' | 'kept' | 'missing') =>
  (await browser.call('GET /api/provider/imports/:importId/rows', { params: { importId: job.id }, query: { show } }))
    .rows
const line = (number: string) =>
  t.house.cellar.asService((trx) =>
    trx
      .selectFrom('line')
      .innerJoin('site', 'site.id', 'line.site_id')
      .selectAll('line')
      .select('site.name as site')
      .where('number', '=', number)
      .executeTakeFirst(),
  )

async function newCompany(district: string) {
  company = await t.company(`Azienda ${district}`)
  const number = (last: string) => `+39${district}555${last}`
  await t.line(company, { number: number('101'), extension: '101', name: 'Anna Rossi', role: 'administrator' })
  await t.line(company, {
    number: number('102'),
    extension: '102',
    name: 'Bruno Neri',
    email: 'bruno@a.example',
    emailStatus: 'verified',
  })
  await t.line(company, { number: number('103'), extension: '103', name: 'Carla Verdi', email: 'vecchia@a.example' })
  await t.line(company, { number: number('104'), extension: '104', name: 'Dino Blu' })
  return number
}

it('shows what is added, changed cell by cell, kept and missing; then does exactly that', async () => {
  const number = await newCompany('0161')
  const job = await begin(
    [
      `${number('101')};;Anna Rossi;;;Utente;`,
      `${number('102')};202;Bruno Neri;Torino;Premium;;nuova@a.example`,
      `${number('103')};103;Carla Verdi;Ivrea;Standard;;carla@a.example`,
      `${number('105')};105;Elena Nuova;Aosta;Standard;;`,
    ],
    { newSites: true },
  )
  expect(job.counts).toMatchObject({ good: 4, added: 1, changed: 2, same: 1, kept: 2, missing: 1, newSites: ['Aosta'] })
  expect((await rowsOf(job, 'changed')).map(({ changes }) => changes)).toEqual([
    [
      { column: 'extension', before: '102', after: '202' },
      { column: 'site', before: 'Ivrea', after: 'Torino' },
      { column: 'service', before: 'standard', after: 'premium' },
    ],
    [{ column: 'email', before: 'vecchia@a.example', after: 'carla@a.example' }],
  ])
  expect((await rowsOf(job, 'kept')).map(({ kept }) => kept)).toEqual([
    [{ column: 'userType', why: 'role', after: 'user' }],
    [{ column: 'email', why: 'email-verified', after: 'nuova@a.example' }],
  ])
  expect((await rowsOf(job, 'missing')).map(({ cells }) => cells.name)).toEqual(['Dino Blu'])

  expect(await apply(browser, job)).toMatchObject({ state: 'done' })
  expect(await line(number('101'))).toMatchObject({ role: 'administrator', extension: '101', name: 'Anna Rossi' })
  expect(await line(number('102'))).toMatchObject({
    extension: '202',
    site: 'Torino',
    service: 'premium',
    email: 'bruno@a.example',
    email_status: 'verified',
  })
  expect(await line(number('103'))).toMatchObject({
    email: 'carla@a.example',
    email_status: 'pending',
    email_source: 'support',
  })
  expect(await line(number('104'))).toMatchObject({ name: 'Dino Blu', account: 'live' })
  expect(await line(number('105'))).toMatchObject({
    site: 'Aosta',
    credential: 'shared',
    account: 'live',
    first_access: 'never-entered',
  })
  const search = (await line(number('102')))?.search_text.split('\n')
  expect(search?.slice(1, 5)).toEqual(['202', 'bruno neri', 'torino', 'premium'])
  const events = await t.house.cellar.asService((trx) =>
    trx
      .selectFrom('audit_event')
      .select(['company_id', 'actor_role', 'facts'])
      .where('action', '=', 'lines.imported')
      .execute(),
  )
  expect(events).toMatchObject([
    { company_id: company.id, actor_role: 'support', facts: { added: 1, changed: 2, file: 'linee.csv' } },
    { company_id: null, actor_role: 'support', facts: { customerId: company.id } },
  ])
})

it('somebody changed a line meanwhile: nothing is written, and the new difference is shown', async () => {
  const number = await newCompany('0163')
  const job = await begin([`${number('104')};104;Dino Bianchi;Ivrea;Standard;;`])
  await t.house.cellar.asService((trx) =>
    trx.updateTable('line').set({ name: 'Dino Viola' }).where('number', '=', number('104')).execute(),
  )
  await browser.call('POST /api/provider/imports/:importId/apply', { params: { importId: job.id }, body: { rows: 1 } })
  let seen = await settled(browser, job.id)
  for (
    let i = 0;
    i < 100 && (seen.state !== 'ready' || (await rowsOf(seen, 'changed'))[0]?.changes[0]?.before !== 'Dino Viola');
    i++
  ) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    seen = await settled(browser, job.id)
  }
  expect(seen).toMatchObject({ state: 'ready', failure: 'import.changed' })
  expect((await rowsOf(seen, 'changed'))[0]?.changes).toEqual([
    { column: 'name', before: 'Dino Viola', after: 'Dino Bianchi' },
  ])
  expect(await line(number('104'))).toMatchObject({ name: 'Dino Viola' })
  expect(await apply(browser, seen)).toMatchObject({ state: 'done' })
  expect(await line(number('104'))).toMatchObject({ name: 'Dino Bianchi' })
})

it('an extension of a line that the file does not name is not given twice', async () => {
  const number = await newCompany('0165')
  const job = await begin([`${number('105')};104;Elena Nuova;Ivrea;Standard;;`])
  expect((await rowsOf(job, 'bad'))[0]?.problems).toMatchObject([
    { column: 'extension', code: 'extension-in-use', value: '104' },
  ])
  expect(job.counts).toMatchObject({ good: 0, bad: 1, added: 0 })
})

it('shows the licences used after the import, and refuses to use more than there are', async () => {
  const number = await newCompany('0171')
  const licences = (rows: Record<string, number>) =>
    t.house.cellar.asService((trx) =>
      trx
        .insertInto('company_licence')
        .values(Object.entries(rows).map(([service, count]) => ({ company_id: company.id, service, licences: count })))
        .execute(),
    )
  await licences({ standard: 5, premium: 1 })
  const rows = [
    `${number('101')};;;;Premium;;`,
    `${number('102')};;;;Premium;;`,
    `${number('105')};105;Elena Nuova;Ivrea;Standard;;`,
  ]
  const tooMany = await begin(rows)
  expect(tooMany.counts?.licences).toMatchObject([
    { code: 'standard', licences: 5, before: 4, after: 3 },
    { code: 'premium', licences: 1, before: 0, after: 2 },
  ])
  const params = { importId: tooMany.id }
  await expect(
    browser.call('POST /api/provider/imports/:importId/apply', { params, body: { rows: 3 } }),
  ).rejects.toMatchObject({ body: { code: 'import.licences', service: 'Premium', licences: 1, lines: 2 } })

  // Only the new line is left, and takes the last licence: until a line comes in by another way.
  for (const row of [2, 3]) {
    await browser.call('PATCH /api/provider/imports/:importId/rows/:row', {
      params: { ...params, row },
      body: { leftOut: true },
    })
    await settled(browser, tooMany.id)
  }
  const enough = await settled(browser, tooMany.id)
  expect(enough.counts?.licences).toMatchObject([
    { before: 4, after: 5 },
    { before: 0, after: 0 },
  ])
  await t.line(company, { number: number('109'), extension: '109', name: 'Fabio Svelto' })
  await apply(browser, enough)
  const again = await vi.waitFor(
    async () => {
      const seen = await settled(browser, tooMany.id)
      expect(seen).toMatchObject({ state: 'ready', failure: 'import.licences' })
      return seen
    },
    { timeout: 20_000 },
  )
  expect(again.counts?.licences).toMatchObject([{ before: 5, after: 6 }, { after: 0 }])
  expect(await line(number('105'))).toBeUndefined()
})

it('of two imports at once only one takes the last licence', async () => {
  const number = await newCompany('0166')
  await t.house.cellar.asService((trx) =>
    trx.insertInto('company_licence').values({ company_id: company.id, service: 'standard', licences: 5 }).execute(),
  )
  const jobs = await Promise.all(
    ['106', '107'].map((last) => begin([`${number(last)};${last};Nuova ${last};Ivrea;Standard;;`])),
  )
  await Promise.all(
    jobs.map((job) =>
      browser.call('POST /api/provider/imports/:importId/apply', { params: { importId: job.id }, body: { rows: 1 } }),
    ),
  )
  const ended = await vi.waitFor(
    async () => {
      const seen = await Promise.all(jobs.map((job) => settled(browser, job.id)))
      expect(seen.map(({ state }) => state).toSorted()).toEqual(['done', 'ready'])
      return seen
    },
    { timeout: 20_000 },
  )
  expect(ended.find(({ state }) => state === 'ready')).toMatchObject({ failure: 'import.licences' })
  expect([await line(number('106')), await line(number('107'))].filter(Boolean)).toHaveLength(1)
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { userTypeWords } from '#domain/directory/line.ts'
import { searchText } from '#domain/directory/search-text.ts'
import { numberType, type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { openTestHouse, type TestHouse } from '../testing/test-house.ts'
import { type Seeded, seedLargeCompany } from './seed-large.ts'

let test: TestHouse
let seeded: Seeded
beforeAll(async () => {
  test = await openTestHouse()
  seeded = await seedLargeCompany(test.house, { lines: 1_000, companies: 3 })
})
afterAll(() => test.close())

it('parts the lines evenly and gives each company two administrators', async () => {
  const rows = await test.house.cellar.asService((trx) =>
    trx
      .selectFrom('line')
      .select('company_id')
      .select((q) => q.fn.countAll<number>().as('lines'))
      .groupBy('company_id')
      .orderBy('lines')
      .execute(),
  )
  expect(rows.map((row) => row.lines)).toEqual([333, 333, 334])
  expect(rows.map((row) => row.company_id).sort()).toEqual([...seeded.companyIds].sort())
  expect(seeded.administrators).toHaveLength(6)
})

it('mixes the states of the first access', async () => {
  const rows = await test.house.cellar.asService((trx) =>
    trx
      .selectFrom('line')
      .select('first_access')
      .select((q) => q.fn.countAll<number>().as('lines'))
      .groupBy('first_access')
      .execute(),
  )
  const share = Object.fromEntries(rows.map((row) => [row.first_access, Math.round(row.lines / 100)]))
  expect(share).toEqual({
    completed: 6,
    'email-to-confirm': 1,
    'email-missing': 1,
    'temporary-password': 1,
    'never-entered': 1,
  })
})

it('writes rows as an activation would', async () => {
  const rows = await test.house.cellar.asService((trx) =>
    trx
      .selectFrom('line as l')
      .innerJoin('site as s', 's.id', 'l.site_id')
      .innerJoin('service_profile as p', 'p.code', 'l.service')
      .select([
        'l.number',
        'l.extension',
        'l.name',
        'l.email',
        'l.user_type',
        'l.search_text',
        's.name as site',
        'p.name as service',
      ])
      .execute(),
  )
  for (const row of rows) {
    expect(numberType(readPhoneNumber(row.number) as PhoneNumber)).toBe('geographic')
    expect(row.search_text).toBe(
      searchText({ ...row, number: row.number as PhoneNumber, userType: userTypeWords[row.user_type] }),
    )
  }
})

it('lets an administrator in with the password it tells', async () => {
  const body = JSON.stringify({ number: seeded.administrators[0], password: seeded.password })
  const answer = await test
    .browser()
    .raw('POST', '/api/session', { body, headers: { 'content-type': 'application/json' } })
  expect(answer.json()).toMatchObject({ result: 'session' })
})

it('may be called again', async () => {
  const more = await seedLargeCompany(test.house, { lines: 10, companies: 1 })
  expect(more.companyIds).toHaveLength(1)
})

it('leaves the indexes as they were when there are many lines', async () => {
  const indexes = () =>
    test.house.cellar.owner.session((owner) =>
      owner.rows<{ indexdef: string }>(
        `select indexdef from pg_indexes where tablename in ('line', 'credential') order by indexname`,
      ),
    )
  const before = await indexes()
  await seedLargeCompany(test.house, { lines: 50_000, companies: 5 })
  expect(await indexes()).toEqual(before)
}, 120_000)

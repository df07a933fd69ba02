import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cellar } from '#database/connect.ts'
import { freshCellar } from '#database/testing/fresh-cellar.ts'
import { addDays, day, hour, later, minute } from '#domain/clock.ts'
import { aCompany, emptyCompanies } from './testing/a-company.ts'
import { aHouse } from './testing/a-house.ts'

const defined = new Date('2026-01-10T10:20:30.400Z')
const ends = addDays(defined, 365)

let cellar: Cellar
let house: ReturnType<typeof aHouse>

beforeAll(async () => {
  cellar = await freshCellar()
})

beforeEach(async () => {
  await emptyCompanies(cellar)
  house = aHouse(cellar, defined.toISOString())
})

afterEach(() => house.stop())

const own = { credential: 'own', credential_set_at: defined, credential_expires_at: ends } as const
const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step)

/** `30` for a warning of thirty days, `expired` for the last word. */
const notices = async () =>
  (await house.told()).map(({ letter, at }) =>
    letter === 'password-expired' ? 'expired' : Math.ceil((ends.getTime() - at.getTime()) / day),
  )

test('a year passes: five warnings, one last word, none of them twice', { timeout: 60_000 }, async () => {
  const { aLine } = await aCompany(cellar)
  await aLine(own)
  const days = [...range(0, 330, 30), ...range(330.25, 370, 1), ...range(370, 420, 10)]
  for (const [i, passed] of days.entries()) {
    house.clock.set(later(defined, passed * day))
    await house.dueWork().runOnce()
    await house.outbox.drain()
    if (i % 3 === 0) await house.restart()
  }
  const arrived = await cellar.asService((trx) => trx.selectFrom('demo_letter').selectAll().orderBy('at').execute())
  expect(arrived.map(({ subject }) => subject)).toEqual([
    'La tua password scade tra 30 giorni',
    'La tua password scade tra 14 giorni',
    'La tua password scade tra 7 giorni',
    'La tua password scade tra 3 giorni',
    'La tua password scade tra un giorno',
    'La tua password è scaduta',
  ])
})

test('each comes within a minute of its instant', async () => {
  const { aLine } = await aCompany(cellar)
  await aLine(own)
  for (const days of [30, 14, 7, 3, 1, 0]) {
    house.clock.set(later(addDays(ends, -days), -1))
    await house.dueWork().runOnce()
    const before = (await house.told()).length
    house.clock.set(addDays(ends, -days))
    await house.dueWork().runOnce()
    expect((await house.told()).length - before, `${days} days before`).toBe(1)
  }
  const [first] = await house.told()
  expect(first).toMatchObject({
    letter: 'expiry-warning',
    text: expect.stringContaining('scade il 10/01/2027 11:20'),
  })
})

test('what was missed within the hour is found by the next whole look', async () => {
  const { aLine } = await aCompany(cellar)
  house.clock.set(later(addDays(ends, -30), 10 * minute))
  await house.dueWork().runOnce()
  await aLine(own)
  house.clock.forward(minute)
  await house.dueWork().runOnce()
  expect(await notices()).toEqual([])
  house.clock.forward(hour)
  await house.dueWork().runOnce()
  expect(await notices()).toEqual([30])
})

test('after a standstill only the nearest one is sent', async () => {
  const { aLine } = await aCompany(cellar)
  await aLine(own)
  house.clock.set(addDays(ends, -2))
  await house.dueWork().runOnce()
  house.clock.set(addDays(ends, 60))
  await house.dueWork().runOnce()
  expect(await notices()).toEqual([2])
})

test('an address verified in between is told where things stand', async () => {
  const { aLine } = await aCompany(cellar)
  const lineId = await aLine({ ...own, email_status: 'pending' })
  house.clock.set(addDays(ends, -25))
  await house.dueWork().runOnce()
  expect(await notices()).toEqual([])
  await cellar.asService((trx) =>
    trx.updateTable('line').set({ email_status: 'verified' }).where('id', '=', lineId).execute(),
  )
  house.clock.set(addDays(ends, -20))
  await house.dueWork().runOnce()
  expect(await notices()).toEqual([20])
})

test('a new password begins a new year of notices', async () => {
  const { aLine } = await aCompany(cellar)
  const lineId = await aLine(own)
  house.clock.set(addDays(ends, -7))
  await house.dueWork().runOnce()
  const next = addDays(house.clock(), 365)
  await cellar.asService((trx) =>
    trx.updateTable('line').set({ credential_expires_at: next }).where('id', '=', lineId).execute(),
  )
  house.clock.set(ends)
  await house.dueWork().runOnce()
  house.clock.set(addDays(next, -7))
  await house.dueWork().runOnce()
  expect((await house.told()).map(({ letter }) => letter)).toEqual(['expiry-warning', 'expiry-warning'])
})

const silent = [
  ['an address that is not verified', {}, { email_status: 'pending' }],
  ['no address', {}, { email: null, email_status: 'none' }],
  ['a temporary password', {}, { credential: 'temporary' }],
  ['the shared password', {}, { credential: 'shared' }],
  ['a disabled line', {}, { account: 'disabled' }],
  ['a closed line', {}, { account: 'closed' }],
  ['a company that switched expiry off', { password_expiry_days: null }, {}],
  ['a company that left', { closed_at: defined }, {}],
] as const

test.each(silent)('nothing goes to %s', async (_name, company, line) => {
  const { aLine } = await aCompany(cellar, company)
  await aLine({ ...own, ...line })
  for (const days of [30, 14, 7, 3, 1, 0, -1]) {
    house.clock.set(addDays(ends, -days))
    await house.dueWork().runOnce()
  }
  expect(await house.told()).toEqual([])
})

test('nothing more goes out once the company switches expiry off', async () => {
  const { id, aLine } = await aCompany(cellar)
  await aLine(own)
  house.clock.set(addDays(ends, -14))
  await house.dueWork().runOnce()
  await cellar.asService((trx) =>
    trx.updateTable('company').set({ password_expiry_days: null }).where('id', '=', id).execute(),
  )
  for (const days of [7, 3, 1, 0]) {
    house.clock.set(addDays(ends, -days))
    await house.dueWork().runOnce()
  }
  expect(await notices()).toEqual([14])
})

test('several processes together tell a large company once, in each one’s language', async () => {
  const { aLine } = await aCompany(cellar)
  for (let i = 0; i < 230; i++) await aLine({ ...own, language: i % 2 ? 'it' : 'en' })
  const others = [aHouse(cellar, ends.toISOString()), aHouse(cellar, ends.toISOString())]
  for (const { clock } of [house, ...others]) clock.set(later(ends, -hour))
  await Promise.all([house, ...others].map((one) => one.dueWork().runOnce()))
  const told = await house.told()
  expect(new Set(told.map(({ to }) => to)).size).toBe(230)
  expect(told).toHaveLength(230)
  expect(told.filter(({ text }) => text.includes('Your calls keep working'))).toHaveLength(115)
})

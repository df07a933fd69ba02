import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { officeDay } from '#domain/access/spread-renewals.ts'
import { addDays } from '#domain/clock.ts'
import { changeLine } from '../access/account.sql.ts'
import { renewalRequests } from '../due-work/renewal-requests.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** Gestione dati → Scadenze (spec/product 7.2, idea 6). */

let t: TestHouse
let company: TestCompany
let giulia: GrownLine

beforeAll(async () => {
  t = await openTestHouse()
})
beforeEach(async () => {
  company = await t.company(`Azienda ${crypto.randomUUID()}`)
  giulia = await grownLine(t, company, { role: 'administrator' })
})
afterAll(() => t.close())

const administrator = async () =>
  (await putSession(t, giulia, { view: 'administrator', stepped_up_at: t.clock.now })).browser

const people = (count: number, facts: Parameters<typeof grownLine>[2] = {}) =>
  Promise.all(Array.from({ length: count }, () => grownLine(t, company, facts)))

/** The letters that ask to change the password, by day. */
const asked = async (lines: readonly GrownLine[]) => {
  const days: string[] = []
  for (const { email } of lines)
    for (const { letter } of await t.letters(email)) if (letter === 'renewal-request') days.push(email)
  return days
}

it('counts by month, lists first whom no letter reaches, and exports the same', async () => {
  const [silent] = await people(1, { email: null })
  const [reached] = await people(1)
  const elsewhere = await grownLine(t, company, { site: 'torino' })
  const browser = await administrator()
  const month = officeDay(addDays(t.clock.now, 365)).slice(0, 7)
  expect(await browser.call('GET /api/people/expiry', { query: {} })).toEqual({
    expiryDays: 365,
    months: [{ month, lines: 4, withoutEmail: 1 }],
    over: 0,
    plan: { waiting: 0, next: null, last: null },
  })
  const list = await browser.call('GET /api/people/expiry/lines', { query: { month } as never })
  expect(list.lines.map(({ id }) => id)).toEqual([silent?.id, giulia.id, reached?.id, elsewhere.id])
  expect(list.lines[0]).toMatchObject({ emailStatus: 'none', mayEnterEmail: true })
  expect(list.lines[1]).toMatchObject({ administrator: true, mayEnterEmail: false })
  const ofTorino = { site: company.sites.torino }
  expect((await browser.call('GET /api/people/expiry/lines', { query: ofTorino as never })).total).toBe(1)
  const file = await browser.call('POST /api/people/expiry/export', { body: { withoutEmail: true } })
  expect(file.trim().split('\r\n')).toHaveLength(2)
  expect(file).toContain(`${silent?.name};Ivrea;${officeDay(addDays(t.clock.now, 365))};Manca;`)
})

it('asks so many a day, on the chosen days, once; nobody who has changed the password meanwhile', async () => {
  const lines = await people(5)
  const browser = await administrator()
  const body = { perDay: 2 }
  const proposal = await browser.call('POST /api/people/expiry/proposal', { body })
  expect(proposal).toMatchObject({ asked: 4, left: 0, worst: { lines: 6 } })
  expect(Math.max(...proposal.days.map(({ lines }) => lines))).toBe(2)
  expect(await asked(lines)).toEqual([])
  // Pressed twice, planned once.
  expect(await browser.call('POST /api/people/expiry/plan', { body })).toEqual({ asked: 4 })
  expect(await browser.call('POST /api/people/expiry/plan', { body })).toEqual({ asked: 4 })
  const { plan } = await browser.call('GET /api/people/expiry', { query: {} })
  expect(plan.waiting).toBe(4)

  const start = t.clock.now
  const job = renewalRequests({ ...t.house, config: { ...t.house.config, publicUrl: t.origin } })
  await job.run(() => true)
  expect(await asked([...lines, giulia])).toEqual([])
  // One of them changes the password before being asked.
  const { lines: listed } = await (await administrator()).call('GET /api/people/expiry/lines', { query: {} as never })
  const last = listed.filter(({ askAt }) => askAt === plan.last)[0]
  await t.house.cellar.asService((trx) =>
    changeLine(trx, last?.id ?? '', { credential_expires_at: addDays(t.clock.now, 500) }),
  )
  t.clock.now = new Date(plan.next ?? '')
  await job.run(() => true)
  await job.run(() => true)
  expect(await asked([...lines, giulia])).toHaveLength(2)
  t.clock.now = new Date(plan.last ?? '')
  await job.run(() => true)
  const told = await asked([...lines, giulia])
  expect(told).toHaveLength(3)
  expect(new Set(told).size).toBe(3)
  t.clock.now = start
})

it('is called off for whoever has not been asked', async () => {
  await people(3)
  const browser = await administrator()
  await browser.call('POST /api/people/expiry/plan', { body: { perDay: 1 } })
  expect(await browser.call('POST /api/people/expiry/plan/cancel', { body: {} })).toEqual({ cancelled: 3 })
  expect((await browser.call('GET /api/people/expiry', { query: {} })).plan.waiting).toBe(0)
})

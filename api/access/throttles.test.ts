import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day, hour, minute, second } from '#domain/clock.ts'
import { type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { type Browser, goodPassword, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** Limits on wrong tries at the front door (spec/security 3.4; T04–T11). */

let t: TestHouse
let company: TestCompany
let marco: GrownLine

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
  await grownLine(t, company, { role: 'administrator' })
})
beforeEach(async () => {
  marco = await grownLine(t, company)
})
afterAll(() => t.close())

const signIn = async (browser: Browser, number: string, password: string, headers: Record<string, string> = {}) => {
  const answer = await browser.raw('POST', '/api/session', {
    body: JSON.stringify({ number, password }),
    headers: { 'content-type': 'application/json', ...headers },
  })
  return answer.status === 429 ? Number(answer.headers['retry-after']) * second : answer.status
}
const anywhere = () => t.browser({ ip: ownAddress() })
const wrong = (number = marco.number, browser = anywhere()) => signIn(browser, number, 'non è questa')
const right = (browser = anywhere()) => signIn(browser, marco.number, goodPassword)

/** As if so many had been tried, without the hashing. */
async function alreadyFailed(times: number): Promise<void> {
  const attempt = { account: marco.number, ip: '', device: undefined, companyId: company.id, shared: false }
  for (let i = 0; i < times; i += 1) await t.house.throttles.signInFailed({ ...attempt, ip: ownAddress() })
}

describe('an account, from devices nobody knows', () => {
  test('T04: five tries are free, then each waits longer, at most fifteen minutes', async () => {
    const waits: number[] = []
    for (let i = 0; i < 5; i += 1) expect(await wrong()).toBe(401)
    for (let i = 0; i < 8; i += 1) {
      const wait = await right()
      waits.push(wait)
      t.clock.forward(wait)
      expect(await wrong()).toBe(401)
    }
    expect(waits).toEqual([
      15 * second,
      30 * second,
      minute,
      2 * minute,
      4 * minute,
      8 * minute,
      15 * minute,
      15 * minute,
    ])
  })

  test('the right password while waiting opens nothing; after it, it does', async () => {
    await alreadyFailed(5)
    expect(await right()).toBe(15 * second)
    t.clock.forward(15 * second)
    expect(await right()).toBe(200)
  })

  test('T09: a success forgives: four failures, a success, four more, and no wait', async () => {
    for (const round of [1, 2]) {
      for (let i = 0; i < 4; i += 1) expect(await wrong(), `round ${round}`).toBe(401)
      expect(await right()).toBe(200)
    }
  })

  test('every quiet hour halves the count', async () => {
    await alreadyFailed(8)
    t.clock.forward(hour)
    // 4 are left: one more is free, the next one waits.
    expect(await wrong()).toBe(401)
    expect(await wrong()).toBe(15 * second)
  })

  test('after a hundred in a row: one try in fifteen minutes, until nobody tried for a day; never for good', async () => {
    await alreadyFailed(100)
    t.clock.forward(5 * hour)
    expect(await wrong()).toBe(401)
    expect(await right()).toBe(15 * minute)
    t.clock.forward(day)
    expect(await wrong()).toBe(401)
    expect(await right()).toBe(200)
  })
})

describe('a device that has signed in before', () => {
  test('T06: an attacker cannot lock its owner out', async () => {
    const known = await signedIn(t, marco)
    await known.call('POST /api/session/end')
    await alreadyFailed(100)
    expect(await right()).toBe(15 * minute)
    expect(await right(known)).toBe(200)
  })

  test('has its own count: ten in a quarter of an hour', async () => {
    const known = await signedIn(t, marco)
    for (let i = 0; i < 10; i += 1) expect(await wrong(marco.number, known)).toBe(401)
    expect(await right(known)).toBe(15 * minute)
    t.clock.forward(15 * minute)
    expect(await right(known)).toBe(200)
  })

  test.each<[string, (device: string) => string]>([
    ['another line’s', (device) => device],
    ['with another id', (device) => `x${device}`],
    ['unsigned', (device) => device.split('.')[0] ?? ''],
    ['signed by somebody', (device) => `${device.split('.')[0]}.${'A'.repeat(43)}`],
  ])('is not one with a cookie that is %s', async (_, cookie) => {
    const elena = await grownLine(t, company)
    const device = (await signedIn(t, elena)).cookies.get('__Host-osw_dev') ?? ''
    await alreadyFailed(5)
    const browser = anywhere()
    browser.cookies.set('__Host-osw_dev', cookie(device))
    expect(await right(browser)).toBe(15 * second)
  })

  test('is not one that only came through the gate', async () => {
    const line = await t.line(company)
    const browser = anywhere()
    await browser.call('POST /api/session', { body: { number: line.number, password: company.temporaryPassword } })
    expect([...browser.cookies.keys()]).toEqual(['__Host-osw_sid'])
  })
})

describe('an address', () => {
  test('T07: one that tries eleven accounts pauses for a quarter of an hour; others and known devices go on', async () => {
    const known = await signedIn(t, marco)
    const ip = ownAddress()
    for (let i = 0; i < 11; i += 1) expect(await wrong(`+3901257770${i + 10}`, t.browser({ ip }))).toBe(401)
    const there = t.browser({ ip })
    expect(await right(there)).toBe(15 * minute)
    for (const [name, value] of known.cookies) if (name.endsWith('_dev')) there.cookies.set(name, value)
    expect(await right(there)).toBe(200)
    expect(await right()).toBe(200)
    t.clock.forward(15 * minute)
    expect(await right(t.browser({ ip }))).toBe(200)
  })

  test('thirty failures in ten minutes pause it; its successes never count', async () => {
    const ip = ownAddress()
    for (let i = 0; i < 12; i += 1) expect(await right(t.browser({ ip }))).toBe(200)
    const attempt = { account: marco.number, ip, device: undefined, companyId: company.id, shared: false }
    for (let i = 0; i < 30; i += 1)
      await t.house.throttles.signInFailed({ ...attempt, account: `+39012577700${i % 3}` })
    expect(await right(t.browser({ ip }))).toBe(10 * minute)
  })

  test.each([
    ['in one /64', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', 15 * minute],
    ['in two', '2001:db8:1:3::1', '2001:db8:1:4::1', 200],
    ['IPv4, written as IPv6', '::ffff:198.19.0.7', '198.19.0.7', 15 * minute],
  ])('two addresses %s', async (_, one, other, outcome) => {
    for (let i = 0; i < 11; i += 1) await wrong(`+3901257771${i + 10}`, t.browser({ ip: one }))
    expect(await right(t.browser({ ip: other }))).toBe(outcome)
  })

  test('T11: is not taken from a header that anybody can write', async () => {
    const ip = ownAddress()
    for (let i = 0; i < 11; i += 1) {
      const headers = {
        'x-forwarded-for': `203.0.113.${i}`,
        forwarded: `for=203.0.113.${i}`,
        'x-real-ip': `203.0.113.${i}`,
      }
      await signIn(t.browser({ ip }), `+3901257772${i + 10}`, 'non è questa', headers)
    }
    expect(await signIn(t.browser({ ip }), marco.number, goodPassword, { 'x-forwarded-for': '203.0.113.99' })).toBe(
      15 * minute,
    )
  })
})

describe('T10: the shared password of a company (1.4.6)', () => {
  test('twenty wrong ones in an hour pause it for a quarter of an hour; own passwords go on', async () => {
    const waiting = await t.line(company)
    const enter = () => signIn(anywhere(), waiting.number, company.temporaryPassword)
    for (let i = 0; i < 20; i += 1) {
      const line = await t.line(company)
      expect(await wrong(line.number)).toBe(401)
    }
    expect(await enter()).toBe(401)
    expect(await right()).toBe(200)
    t.clock.forward(10 * minute)
    // Tried again in the pause: that makes it no longer.
    expect(await enter()).toBe(401)
    t.clock.forward(5 * minute)
    expect(await enter()).toBe(200)
  })
})

test('the table of counts names neither numbers nor addresses', async () => {
  const ip = ownAddress()
  await wrong(marco.number, t.browser({ ip }))
  const rows = await t.house.cellar.asService((trx) => trx.selectFrom('throttle').selectAll().execute())
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows)
    expect(JSON.stringify({ ...row, key: row.key.toString('latin1') })).not.toMatch(/125555|198\.18/)
})

test('failures at the same instant all count', async () => {
  await Promise.all(Array.from({ length: 5 }, () => wrong()))
  expect(await right()).toBe(15 * second)
})

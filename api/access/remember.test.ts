import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day, minute, second } from '#domain/clock.ts'
import { behindTheScenes, type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { countLetters } from '../testing/last-letter.ts'
import { type Browser, goodPassword, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** "Ricordami su questo computer" (guide 2.4; spec/security 2.6; S08, S11). */

let t: TestHouse
let company: TestCompany
let marco: GrownLine
let home: Browser

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
})
beforeEach(async () => {
  marco = await grownLine(t, company)
  home = await signedIn(t, marco, { remember: true })
})
afterAll(() => t.close())

const sid = '__Host-osw_sid'
const token = '__Host-osw_rm'
const resume = (browser = home) => browser.call('POST /api/session/resume')
const state = (browser = home) => browser.call('GET /api/session')
/** The browser is closed and opened: session cookies are gone. */
const restart = (browser = home) => browser.cookies.delete(sid)
const withToken = (value: string | undefined): Browser => {
  const browser = t.browser({ ip: ownAddress() })
  browser.cookies.set(token, value ?? '')
  return browser
}

test('is asked for: without the tick nothing is kept', async () => {
  expect([...(await signedIn(t, marco)).cookies.keys()]).not.toContain(token)
})

test('S08: after a restart it goes on, in the user’s view, with another token each time', async () => {
  const before = home.cookies.get(token)
  restart()
  expect(await state()).toEqual({ state: 'anonymous', resumable: true })
  expect(await resume()).toMatchObject({
    session: { state: 'full', remembered: true, view: 'user', steppedUpUntil: null },
  })
  expect(home.cookies.get(token)).not.toBe(before)
  restart()
  expect(await resume()).toMatchObject({ session: { state: 'full' } })
})

test('S11: it may look; what is delicate asks for the password first', async () => {
  restart()
  await resume()
  expect(await home.call('GET /api/me')).toMatchObject({ viewer: { number: marco.number } })
  await expect(home.call('POST /api/me/pin', { body: { newPin: '274913' } })).rejects.toMatchObject({
    code: 'session.remembered',
  })
  await home.call('POST /api/session/step-up', { body: { password: marco.password } })
  await home.call('POST /api/me/pin', { body: { newPin: '274913' } })
  t.clock.forward(5 * minute)
  await expect(home.call('POST /api/me/pin', { body: { newPin: '274914' } })).rejects.toMatchObject({
    code: 'session.remembered',
  })
})

describe('two tabs at once', () => {
  test('both go on; one token is given, and it is the living one', async () => {
    restart()
    const old = home.cookies.get(token)
    const other = withToken(old)
    await Promise.all([resume(home), resume(other)])
    for (const tab of [home, other]) expect(await state(tab)).toMatchObject({ state: 'full' })
    const given = [home, other].map((tab) => tab.cookies.get(token)).filter((value) => value !== old)
    expect(given).toHaveLength(1)
    expect(await resume(withToken(given[0]))).toMatchObject({ session: { state: 'full' } })
  })

  test('within a minute the old token still opens, and forks nothing', async () => {
    restart()
    const old = home.cookies.get(token)
    await resume()
    t.clock.forward(60 * second)
    const late = withToken(old)
    expect(await resume(late)).toMatchObject({ session: { state: 'full' } })
    expect(late.cookies.get(token)).toBe(old)
  })
})

describe('theft', () => {
  test('an old token that comes back ends its own family, with both sessions, and the owner is told', async () => {
    const office = await signedIn(t, marco, { remember: true })
    const stolen = withToken(home.cookies.get(token))
    restart()
    await resume()
    t.clock.forward(61 * second)
    await expect(resume(stolen)).rejects.toMatchObject({ code: 'session.none' })
    expect([...stolen.cookies.keys()]).toEqual([])
    expect(await state()).toMatchObject({ state: 'anonymous' })
    await expect(resume()).rejects.toMatchObject({ code: 'session.none' })
    expect(await countLetters(t, marco.email, 'remember-revoked')).toBe(1)
    restart(office)
    expect(await resume(office)).toMatchObject({ session: { state: 'full' } })
  })

  test('even within the minute, a token from before the last one is stolen', async () => {
    const first = home.cookies.get(token)
    await resume()
    await resume()
    await expect(resume(withToken(first))).rejects.toMatchObject({ code: 'session.none' })
    await expect(resume()).rejects.toMatchObject({ code: 'session.none' })
  })

  test('a selector with an invented validator ends the family, and opens nothing', async () => {
    const [selector] = (home.cookies.get(token) ?? '').split('.')
    await expect(resume(withToken(`${selector}.${'A'.repeat(43)}`))).rejects.toMatchObject({ code: 'session.none' })
    expect(await state()).toMatchObject({ state: 'anonymous' })
  })

  test.each(['', 'x', '.', 'a.b', `${'A'.repeat(22)}.${'A'.repeat(43)}`, 'A'.repeat(6000)])(
    'an invented token %j opens nothing',
    async (value) => {
      await expect(resume(withToken(value))).rejects.toMatchObject({ code: 'session.none' })
    },
  )
})

describe('how long', () => {
  test('thirty days from the last use', async () => {
    t.clock.forward(30 * day - second)
    expect(await resume()).toMatchObject({ session: { state: 'full' } })
    t.clock.forward(30 * day)
    await expect(resume()).rejects.toMatchObject({ code: 'session.none' })
  })

  test('ninety days in all', async () => {
    for (let i = 0; i < 3; i += 1) {
      t.clock.days(29)
      await resume()
    }
    t.clock.days(3)
    await expect(resume()).rejects.toMatchObject({ code: 'session.none' })
  })

  test('never longer than the password', async () => {
    const short = await grownLine(t, company)
    await behindTheScenes(t, short.id, { credential_expires_at: new Date(t.clock.now.getTime() + 2 * day) })
    const there = await signedIn(t, short, { remember: true })
    t.clock.days(2)
    await behindTheScenes(t, short.id, { credential_expires_at: new Date(t.clock.now.getTime() + 300 * day) })
    await expect(resume(there)).rejects.toMatchObject({ code: 'session.none' })
  })
})

describe('over, with', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['signing out there', () => home.call('POST /api/session/end')],
    [
      'signing out there after the token was lost',
      () => {
        const tab = t.browser({ ip: ownAddress() })
        tab.cookies.set(sid, home.cookies.get(sid) ?? '')
        return tab.call('POST /api/session/end')
      },
    ],
    [
      'a new password',
      async () => {
        const body = { oldPassword: marco.password, newPassword: 'ombrello stazione mattina' }
        return (await signedIn(t, marco)).call('POST /api/password/change', { body })
      },
    ],
    ['a line that is disabled', () => behindTheScenes(t, marco.id, { account: 'disabled' })],
    ['a password that the administrator gave', () => behindTheScenes(t, marco.id, { credential: 'temporary' })],
  ])('%s', async (_, act) => {
    const kept = withToken(home.cookies.get(token))
    await act()
    await expect(resume(kept)).rejects.toMatchObject({ code: 'session.none' })
  })
})

test('a new password given on the remembered computer keeps it remembered', async () => {
  const body = { oldPassword: marco.password, newPassword: 'ombrello stazione mattina' }
  await home.call('POST /api/password/change', { body })
  restart()
  expect(await resume()).toMatchObject({ session: { state: 'full', remembered: true } })
})

test('ticked at the first access, the token comes with the portal, not with the gate', async () => {
  const line = await t.line(company)
  await grownLine(t, company, { role: 'administrator' })
  const browser = t.browser({ ip: ownAddress() })
  const first = { number: line.number, password: company.temporaryPassword, remember: true }
  await browser.call('POST /api/session', { body: first })
  expect([...browser.cookies.keys()]).toEqual([sid])
  await browser.call('POST /api/password/change', { body: { oldPassword: first.password, newPassword: goodPassword } })
  expect([...browser.cookies.keys()]).not.toContain(token)
  await browser.call('POST /api/email/later')
  restart(browser)
  expect(await resume(browser)).toMatchObject({ session: { state: 'full' } })
})

test('where the e-mail can wait no longer, the password is asked instead', async () => {
  const line = await grownLine(t, company, { email: null })
  const browser = await signedIn(t, line, { remember: true })
  await browser.call('POST /api/email/later')
  t.clock.days(6)
  expect(await resume(browser)).toMatchObject({ session: { state: 'full' } })
  t.clock.days(1)
  await expect(resume(browser)).rejects.toMatchObject({ code: 'session.none' })
  expect(await (await signedIn(t, line)).call('GET /api/session')).toMatchObject({ step: 'add-email' })
})

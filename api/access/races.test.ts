import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { countLetters, lastLetter } from '../testing/last-letter.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, goodPassword, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** Two at the same instant, and the second click: one consistent result, and nobody thrown out by it. */

let t: TestHouse
let company: TestCompany
let marco: GrownLine
let browser: Browser

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
  await grownLine(t, company, { role: 'administrator' })
})
beforeEach(async () => {
  marco = await grownLine(t, company)
  browser = (await putSession(t, marco)).browser
})
afterAll(() => t.close())

const one = 'ombrello stazione mattina'
const two = 'lampada corsa verde tetto'
const anywhere = () => t.browser({ ip: ownAddress() })

/** Which of the calls were done, and with which problem the others ended. */
async function outcomes(...calls: Promise<unknown>[]): Promise<string[]> {
  const all = await Promise.allSettled(calls)
  return all.map((each) => (each.status === 'fulfilled' ? 'done' : String((each.reason as { code?: string }).code)))
}

async function whichOpens(...passwords: string[]): Promise<string[]> {
  const opening: string[] = []
  for (const password of passwords) {
    const opens = await signedIn(t, { number: marco.number, password }).then(
      () => true,
      () => false,
    )
    if (opens) opening.push(password)
  }
  return opening
}

describe('two changes of the password', () => {
  const change = (newPassword: string, who = browser) =>
    who.call('POST /api/password/change', { body: { oldPassword: goodPassword, newPassword } })

  test('from one browser: one is done, and the browser stays in', async () => {
    const both = await outcomes(change(one), change(two))
    expect(both.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(await browser.call('GET /api/session')).toMatchObject({ state: 'full' })
    expect(await whichOpens(goodPassword, one, two)).toEqual([both[0] === 'done' ? one : two])
    expect(await countLetters(t, marco.email, 'password-changed')).toBe(1)
  })

  test('from two: one is done, and the other is out', async () => {
    const other = await signedIn(t, marco)
    const both = await outcomes(change(one), change(two, other))
    expect(both.filter((outcome) => outcome === 'done')).toHaveLength(1)
    const [winner, loser] = both[0] === 'done' ? [browser, other] : [other, browser]
    expect(await winner.call('GET /api/session')).toMatchObject({ state: 'full' })
    expect(await loser.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
  })

  test('and a sign-in with the old one: whoever came in is out again, or was refused', async () => {
    const late = anywhere()
    const body = { number: marco.number, password: goodPassword }
    await outcomes(change(one), late.call('POST /api/session', { body }))
    expect(await late.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
    expect(await whichOpens(goodPassword, one)).toEqual([one])
  })

  test('and a remembered computer that goes on: it is out again, or was refused', async () => {
    const home = await signedIn(t, marco, { remember: true })
    home.cookies.delete('__Host-osw_sid')
    await outcomes(change(one), home.call('POST /api/session/resume'))
    expect(await home.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
    await expect(home.call('POST /api/session/resume')).rejects.toMatchObject({ code: 'session.none' })
  })

  test('and a reset: the password is one of the two, and every session but its own is over', async () => {
    await anywhere().call('POST /api/password/reset-request', { body: { number: marco.number } })
    const { token } = await lastLetter(t, marco.email, 'reset')
    const reset = anywhere().call('POST /api/password/reset', {
      body: { token, number: marco.number, newPassword: two },
    })
    const both = await outcomes(change(one), reset)
    expect(both).toContain('done')
    expect(await whichOpens(goodPassword, one, two)).toHaveLength(1)
  })
})

test('two first accesses with the shared password: one holds the line', async () => {
  const line = await t.line(company)
  const enter = async () => {
    const at = anywhere()
    await at.call('POST /api/session', { body: { number: line.number, password: company.temporaryPassword } })
    return at
  }
  const both = [await enter(), await enter()] as const
  const change = (at: Browser, newPassword: string) =>
    at.call('POST /api/password/change', { body: { oldPassword: company.temporaryPassword, newPassword } })
  const ends = await outcomes(change(both[0], one), change(both[1], two))
  expect(ends.filter((outcome) => outcome === 'done')).toHaveLength(1)
  const states = await Promise.all(both.map(async (at) => (await at.call('GET /api/session')).state))
  expect(states.sort()).toEqual(['anonymous', 'gate'])
  const activations = await t.house.cellar.asService((trx) =>
    trx.selectFrom('activation').selectAll().where('line_id', '=', line.id).execute(),
  )
  expect(activations).toHaveLength(1)
})

test('two resets with one link: one is done', async () => {
  await anywhere().call('POST /api/password/reset-request', { body: { number: marco.number } })
  const { token } = await lastLetter(t, marco.email, 'reset')
  const reset = (newPassword: string) =>
    anywhere().call('POST /api/password/reset', { body: { token, number: marco.number, newPassword } })
  const both = await outcomes(reset(one), reset(two))
  expect([...both].sort()).toEqual(['done', 'link.invalid'])
  expect(await whichOpens(goodPassword, one, two)).toEqual([both[0] === 'done' ? one : two])
})

test('two who take back a change with one link: one is done', async () => {
  await browser.call('POST /api/email', { body: { email: 'nuovo@actis.example' } })
  const { code } = await lastLetter(t, 'nuovo@actis.example', 'verify-email')
  await browser.call('POST /api/email/verify', { body: { code: code ?? '' } })
  const { token } = await lastLetter(t, marco.email, 'email-changed')
  const undo = () => anywhere().call('POST /api/email/undo', { body: { token } })
  expect((await outcomes(undo(), undo())).sort()).toEqual(['done', 'link.invalid'])
})

describe('the second click leaves the browser in', () => {
  test.each<[string, (who: Browser) => Promise<unknown>]>([
    ['showing the password', (who) => who.call('POST /api/session/step-up', { body: { password: goodPassword } })],
    ['the PIN', (who) => who.call('POST /api/me/pin', { body: { newPin: '274913' } })],
    ['language and theme', (who) => who.call('PATCH /api/me/preferences', { body: { theme: 'dark' } })],
    ['a new e-mail', (who) => who.call('POST /api/email', { body: { email: 'doppio@actis.example' } })],
    ['"Esci dagli altri dispositivi"', (who) => who.call('POST /api/me/devices/end-others')],
    ['staying connected', (who) => who.call('POST /api/session/extend')],
  ])('%s', async (_, act) => {
    expect(await outcomes(act(browser), act(browser))).toContain('done')
    expect(await browser.call('GET /api/session')).toMatchObject({ state: 'full' })
    expect(await countLetters(t, 'doppio@actis.example', 'verify-email')).toBeLessThanOrEqual(1)
  })

  test('the profile', async () => {
    const chief = await grownLine(t, company, { role: 'administrator' })
    const at = await signedIn(t, chief)
    const choose = () => at.call('POST /api/session/view', { body: { view: 'administrator' } })
    expect(await outcomes(choose(), choose())).toContain('done')
    expect(await at.call('GET /api/session')).toMatchObject({ state: 'full', view: 'administrator' })
  })

  test('the first access: address, code, "Più tardi"', async () => {
    const line = await t.line(company)
    const at = anywhere()
    await at.call('POST /api/session', { body: { number: line.number, password: company.temporaryPassword } })
    const body = { oldPassword: company.temporaryPassword, newPassword: goodPassword }
    const change = () => at.call('POST /api/password/change', { body })
    expect(await outcomes(change(), change())).toContain('done')
    expect(await at.call('GET /api/session')).toMatchObject({ step: 'add-email' })
    const later = () => at.call('POST /api/email/later')
    expect(await outcomes(later(), later())).toContain('done')
    expect(await at.call('GET /api/session')).toMatchObject({ state: 'full' })
    const email = `primo.${line.extension}@actis.example`
    const give = () => at.call('POST /api/email', { body: { email } })
    expect(await outcomes(give(), give())).toEqual(expect.arrayContaining(['done', 'email.resend-wait']))
    const { code = '' } = await lastLetter(t, email, 'verify-email')
    const verify = () => at.call('POST /api/email/verify', { body: { code } })
    expect(await outcomes(verify(), verify())).toContain('done')
    expect(await at.call('GET /api/session')).toMatchObject({ state: 'full', emailStatus: 'verified' })
    expect(await countLetters(t, email, 'email-confirmed')).toBe(1)
  })

  test('signing in, twice: both sessions are of the person, and the browser has one', async () => {
    const at = anywhere()
    const signIn = () => at.call('POST /api/session', { body: { number: marco.number, password: goodPassword } })
    expect(await outcomes(signIn(), signIn())).toEqual(['done', 'done'])
    expect(await at.call('GET /api/session')).toMatchObject({ viewer: { number: marco.number } })
  })
})

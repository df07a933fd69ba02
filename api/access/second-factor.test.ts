import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minute, second } from '#domain/clock.ts'
import { type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { countLetters, lastLetter } from '../testing/last-letter.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** Authenticator app and recovery codes (spec/security 3.5). */

let t: TestHouse
let company: TestCompany
let marco: GrownLine
let browser: Browser

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
})
beforeEach(async () => {
  t.clock.forward(minute)
  marco = await grownLine(t, company)
  browser = (await putSession(t, marco)).browser
})
afterAll(() => t.close())

const step = 30 * second
/** What the app shows so many steps from now. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: t.clock.now.getTime() + steps * step })

const confirm = (code: string, who = browser) => who.call('POST /api/me/totp/confirm', { body: { code } })
const give = (who: Browser, code: string) => who.call('POST /api/session/second-factor', { body: { code } })

/** Sets the authenticator up; the clock goes on to the next code. */
async function setUp(who = browser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = await who.call('POST /api/me/totp/begin')
  const { recoveryCodes } = await confirm(codeOf(secret), who)
  t.clock.forward(step)
  return { secret, recoveryCodes }
}

describe('setting up', () => {
  test('shows the secret once, asks for its first code, and gives ten recovery codes; the owner is told', async () => {
    const { secret, uri } = await browser.call('POST /api/me/totp/begin')
    expect(uri).toContain(secret)
    expect(uri).toMatch(/^otpauth:\/\/totp\/Office%20Smart%20WEB:/)
    expect(await browser.call('GET /api/me')).toMatchObject({ secondFactor: { totp: false } })
    await expect(confirm('000000')).rejects.toMatchObject({ code: 'second-factor.wrong' })
    const { recoveryCodes } = await confirm(codeOf(secret))
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    expect(await browser.call('GET /api/me')).toMatchObject({ secondFactor: { totp: true, recoveryCodesLeft: 10 } })
    expect(await countLetters(t, marco.email, 'security-change')).toBe(1)
  })

  test('needs a proved address, and the password', async () => {
    const pending = await signedIn(t, await grownLine(t, company, { emailStatus: 'pending' }))
    await expect(pending.call('POST /api/me/totp/begin')).rejects.toMatchObject({ code: 'email.not-verified' })
    t.clock.forward(5 * minute)
    await expect(browser.call('POST /api/me/totp/begin')).rejects.toMatchObject({ code: 'step-up' })
  })

  test('the secret belongs to the session that began: another one of the same person does not confirm it', async () => {
    const { secret } = await browser.call('POST /api/me/totp/begin')
    await expect(confirm(codeOf(secret), await signedIn(t, marco))).rejects.toMatchObject({
      code: 'second-factor.wrong',
    })
    await confirm(codeOf(secret))
  })

  test('clicked twice, one confirms', async () => {
    const { secret } = await browser.call('POST /api/me/totp/begin')
    const both = await Promise.allSettled([confirm(codeOf(secret)), confirm(codeOf(secret))])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await browser.call('GET /api/me')).toMatchObject({ secondFactor: { recoveryCodesLeft: 10 } })
    expect(await countLetters(t, marco.email, 'security-change')).toBe(1)
  })

  test('begun anew and not finished, the one in use stays in use', async () => {
    const { secret } = await setUp()
    await browser.call('POST /api/me/totp/begin')
    expect(await browser.call('GET /api/me')).toMatchObject({ secondFactor: { totp: true } })
    const half = await signedIn(t, marco)
    expect(await half.call('GET /api/session')).toMatchObject({ state: 'second-factor' })
    expect(await give(half, codeOf(secret))).toMatchObject({ session: { state: 'full' } })
  })

  test('finished anew, only the new one works', async () => {
    const old = await setUp()
    const { secret } = await setUp()
    const half = await signedIn(t, marco)
    await expect(give(half, codeOf(old.secret))).rejects.toMatchObject({ code: 'second-factor.wrong' })
    expect(await give(half, codeOf(secret))).toMatchObject({ session: { state: 'full' } })
  })

  test('the secret is not readable in the database', async () => {
    const { secret } = await setUp()
    const { totp_secret } = await t.house.cellar.asService((trx) =>
      trx.selectFrom('credential').select('totp_secret').where('line_id', '=', marco.id).executeTakeFirstOrThrow(),
    )
    expect(totp_secret?.includes(Buffer.from(Secret.fromBase32(secret).bytes))).toBe(false)
  })

  test('a password of ten characters is enough beside it (decision 4)', async () => {
    const body = { oldPassword: marco.password, newPassword: 'xq7 vlt zo' }
    await expect(browser.call('POST /api/password/change', { body })).rejects.toMatchObject({
      code: 'password.refused',
    })
    await setUp()
    expect(await browser.call('POST /api/password/change', { body })).toMatchObject({
      session: { passwordMinimum: 10 },
    })
  })
})

describe('signing in', () => {
  test('password, then code; between them nothing is open and nothing is told', async () => {
    const { secret } = await setUp()
    const half = t.browser({ ip: ownAddress() })
    const { number, password } = marco
    const first = await half.raw('POST', '/api/session', {
      body: JSON.stringify({ number, password, remember: true }),
      headers: { 'content-type': 'application/json' },
    })
    expect(first.json()).toEqual({
      result: 'session',
      session: { state: 'second-factor', methods: ['totp', 'passkey', 'recovery-code'] },
    })
    expect([...half.cookies.keys()]).toEqual(['__Host-osw_sid'])
    await expect(half.call('GET /api/me')).rejects.toMatchObject({ code: 'gate', body: { step: 'second-factor' } })
    const before = half.cookies.get('__Host-osw_sid')
    expect(await give(half, codeOf(secret))).toMatchObject({ session: { state: 'full', viewer: { number } } })
    expect(half.cookies.get('__Host-osw_sid')).not.toBe(before)
    expect([...half.cookies.keys()].sort()).toEqual(['__Host-osw_dev', '__Host-osw_rm', '__Host-osw_sid'])
  })

  test('an administrator chooses the profile after it', async () => {
    const giulia = await grownLine(t, company, { role: 'administrator' })
    const { secret } = await setUp(await signedIn(t, giulia, { view: 'user' }))
    const half = await signedIn(t, giulia)
    await expect(half.call('POST /api/session/view', { body: { view: 'administrator' } })).rejects.toMatchObject({
      code: 'gate',
    })
    expect(await give(half, codeOf(secret))).toMatchObject({ session: { state: 'gate', step: 'view' } })
  })

  test.each([
    ['of this step', 0, true],
    ['of the step before', -1, true],
    ['of the next step', 1, true],
    ['of two steps before', -2, false],
    ['of two steps ahead', 2, false],
  ])('a code %s', async (_, steps, opens) => {
    const { secret } = await setUp()
    t.clock.forward(3 * step)
    const half = await signedIn(t, marco)
    if (opens) expect(await give(half, codeOf(secret, steps))).toMatchObject({ session: { state: 'full' } })
    else await expect(give(half, codeOf(secret, steps))).rejects.toMatchObject({ code: 'second-factor.wrong' })
  })

  test('may be typed with a blank in the middle', async () => {
    const { secret } = await setUp()
    expect(await give(await signedIn(t, marco), codeOf(secret).replace(/(...)/, '$1 '))).toMatchObject({
      session: { state: 'full' },
    })
  })

  test('a code works once, also in the step after, also when two use it at the same instant, also after the set-up', async () => {
    const { secret } = await setUp()
    await expect(give(await signedIn(t, marco), codeOf(secret, -1))).rejects.toMatchObject({
      code: 'second-factor.wrong',
    })
    const halves = [await signedIn(t, marco), await signedIn(t, marco)]
    const both = await Promise.allSettled(halves.map((half) => give(half, codeOf(secret))))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    t.clock.forward(step)
    await expect(give(await signedIn(t, marco), codeOf(secret, -1))).rejects.toMatchObject({
      code: 'second-factor.wrong',
    })
  })

  test('ten wrong codes in a quarter of an hour, over however many sign-ins, and it waits', async () => {
    const { secret } = await setUp()
    const halves = [await signedIn(t, marco), await signedIn(t, marco)]
    for (let i = 0; i < 10; i += 1)
      await expect(give(halves[i % 2] as Browser, '000000')).rejects.toMatchObject({ code: 'second-factor.wrong' })
    await expect(give(halves[0] as Browser, codeOf(secret))).rejects.toMatchObject({ code: 'throttled' })
  })

  test('is to be finished within five minutes', async () => {
    const { secret } = await setUp()
    const half = await signedIn(t, marco)
    t.clock.forward(5 * minute)
    await expect(give(half, codeOf(secret))).rejects.toMatchObject({ code: 'session.none' })
  })

  test('the reset by mail does not go around it (E12)', async () => {
    const { secret } = await setUp()
    await t.browser({ ip: ownAddress() }).call('POST /api/password/reset-request', { body: { number: marco.number } })
    const { token } = await lastLetter(t, marco.email, 'reset')
    const body = { token, number: marco.number, newPassword: 'ombrello stazione mattina' }
    await t.browser({ ip: ownAddress() }).call('POST /api/password/reset', { body })
    const half = await signedIn(t, { number: marco.number, password: body.newPassword })
    expect(await half.call('GET /api/session')).toMatchObject({ state: 'second-factor' })
    expect(await give(half, codeOf(secret))).toMatchObject({ session: { state: 'full' } })
  })
})

describe('recovery codes', () => {
  test('each opens once, typed with or without dashes and capitals', async () => {
    const { recoveryCodes } = await setUp()
    const [one = '', two = ''] = recoveryCodes
    expect(await give(await signedIn(t, marco), one)).toMatchObject({ session: { state: 'full' } })
    await expect(give(await signedIn(t, marco), one)).rejects.toMatchObject({ code: 'second-factor.wrong' })
    const inside = await signedIn(t, marco)
    await give(inside, two.toUpperCase().replaceAll('-', ' '))
    expect(await inside.call('GET /api/me')).toMatchObject({ secondFactor: { recoveryCodesLeft: 8 } })
  })

  test('of somebody else are worth nothing', async () => {
    const elena = await grownLine(t, company)
    const { recoveryCodes } = await setUp(await signedIn(t, elena))
    await setUp()
    await expect(give(await signedIn(t, marco), recoveryCodes[0] ?? '')).rejects.toMatchObject({
      code: 'second-factor.wrong',
    })
  })
})

describe('removing', () => {
  test('the authenticator and its recovery codes are gone, and the owner is told', async () => {
    await setUp()
    await browser.call('DELETE /api/me/totp')
    expect(await browser.call('GET /api/me')).toMatchObject({ secondFactor: { totp: false, recoveryCodesLeft: 0 } })
    expect(await (await signedIn(t, marco)).call('GET /api/session')).toMatchObject({ state: 'full' })
    expect(await countLetters(t, marco.email, 'security-change')).toBe(2)
    await browser.call('DELETE /api/me/totp')
    expect(await countLetters(t, marco.email, 'security-change')).toBe(2)
  })
})

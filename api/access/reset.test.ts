import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hour, minute } from '#domain/clock.ts'
import { behindTheScenes, type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { countLetters, lastLetter } from '../testing/last-letter.ts'
import { openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** Reset Password (guide 2.4; spec/security 2.4; E03, E07–E14, E21). */

let t: TestHouse
let company: TestCompany
let giulia: GrownLine
let marco: GrownLine
const newPassword = 'ombrello stazione mattina'

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
  giulia = await grownLine(t, company, { role: 'administrator' })
})
beforeEach(async () => {
  marco = await grownLine(t, company)
})
afterAll(() => t.close())

const anywhere = () => t.browser({ ip: ownAddress() })
const request = (number = marco.number, browser = anywhere()) =>
  browser.raw('POST', '/api/password/reset-request', {
    body: JSON.stringify({ number }),
    headers: { 'content-type': 'application/json' },
  })
const complete = (token: string, typed: { number?: string; newPassword?: string } = {}) =>
  anywhere().call('POST /api/password/reset', { body: { token, number: marco.number, newPassword, ...typed } })
const requested = async () => {
  await request()
  return (await lastLetter(t, marco.email, 'reset')).token
}

test('E03/T03: the same answer to everybody, after the same time at least', async () => {
  const pending = await grownLine(t, company, { emailStatus: 'pending' })
  const without = await grownLine(t, company, { email: null })
  const disabled = await grownLine(t, company)
  await behindTheScenes(t, disabled.id, { account: 'disabled' })
  const untouched = await t.line(company)
  const numbers = [
    marco.number,
    pending.number,
    without.number,
    disabled.number,
    untouched.number,
    '+390125999999',
    'pronto?',
  ]
  const answers = await Promise.all(
    numbers.map(async (number) => {
      const begun = performance.now()
      const { status, body } = await request(number)
      return { status, body, slowEnough: performance.now() - begun > 445 }
    }),
  )
  for (const answer of answers) expect(answer).toEqual({ status: 200, body: '{"accepted":true}', slowEnough: true })
  expect(await countLetters(t, marco.email, 'reset')).toBe(1)
  for (const line of [pending, disabled]) expect(await t.letters(line.email)).toEqual([])
})

test('the letter carries the link after the #, of the configured portal, and no number in full', async () => {
  await anywhere().raw('POST', '/api/password/reset-request', {
    body: JSON.stringify({ number: marco.number }),
    headers: { 'content-type': 'application/json', host: 'evil.example', 'x-forwarded-host': 'evil.example' },
  })
  const { links, text } = await lastLetter(t, marco.email, 'reset')
  expect(links[0]).toMatch(/^http:\/\/localhost:8080\/reset#t=[\w-]{43}$/)
  expect(text).not.toContain(marco.number.slice(3))
})

test('sets the password, signs nobody in, and everything that was open is over (E10)', async () => {
  const sessions = [await signedIn(t, marco), await signedIn(t, marco)]
  const home = await signedIn(t, marco, { remember: true })
  const browser = anywhere()
  const body = { token: await requested(), number: marco.number, newPassword }
  expect(await browser.call('POST /api/password/reset', { body })).toEqual({ done: true })
  expect([...browser.cookies]).toEqual([])
  for (const open of [...sessions, home])
    expect(await open.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
  await expect(home.call('POST /api/session/resume')).rejects.toMatchObject({ code: 'session.none' })
  await expect(signedIn(t, marco)).rejects.toMatchObject({ code: 'sign-in.refused' })
  const back = await signedIn(t, { ...marco, password: newPassword })
  const expiresAt = new Date(t.clock.now.getTime() + 365 * 24 * hour).toISOString()
  expect(await back.call('GET /api/session')).toMatchObject({ state: 'full', passwordExpiresAt: expiresAt })
  expect(await countLetters(t, marco.email, 'password-changed')).toBe(1)
})

describe('E07: the link', () => {
  test('works once', async () => {
    const token = await requested()
    await complete(token)
    await expect(complete(token, { newPassword: 'lampada verde corsa otto' })).rejects.toMatchObject({
      code: 'link.invalid',
    })
  })

  test('is the newest one only', async () => {
    const older = await requested()
    t.clock.forward(minute)
    const newer = await requested()
    await expect(complete(older)).rejects.toMatchObject({ code: 'link.invalid' })
    expect(await complete(newer)).toEqual({ done: true })
  })

  test('lives thirty minutes', async () => {
    const token = await requested()
    t.clock.forward(30 * minute)
    await expect(complete(token)).rejects.toMatchObject({ code: 'link.invalid' })
  })

  test('goes with its number: five wrong ones burn it', async () => {
    const token = await requested()
    for (const number of [giulia.number, '0125 555 000', 'pronto?', marco.number.slice(0, -1), '+39'])
      await expect(complete(token, { number })).rejects.toMatchObject({ code: 'link.invalid' })
    await expect(complete(token)).rejects.toMatchObject({ code: 'link.invalid' })
  })

  test('is not spent by a password that will not do', async () => {
    const token = await requested()
    for (const weak of ['corta', 'Centralino2026!', marco.password])
      await expect(complete(token, { newPassword: weak })).rejects.toMatchObject({ code: 'password.refused' })
    expect(await complete(token)).toEqual({ done: true })
  })

  test('of somebody else does not open one’s own line', async () => {
    await request(giulia.number)
    const { token } = await lastLetter(t, giulia.email, 'reset')
    await expect(complete(token)).rejects.toMatchObject({ code: 'link.invalid' })
  })

  test('opens nothing once the line is disabled', async () => {
    const token = await requested()
    await behindTheScenes(t, marco.id, { account: 'disabled' })
    await expect(complete(token)).rejects.toMatchObject({ code: 'link.invalid' })
  })

  test('E11: what the database keeps of it is not the link', async () => {
    await requested()
    const { hash } = await t.house.cellar.asService((trx) =>
      trx.selectFrom('mailed_link').select('hash').where('line_id', '=', marco.id).executeTakeFirstOrThrow(),
    )
    await expect(complete(hash.toString('base64url'))).rejects.toMatchObject({ code: 'link.invalid' })
  })
})

describe('E14: how many letters', () => {
  test('three an hour and six a day for a line, asked at once or one by one; the line is never locked', async () => {
    const ask = () => Promise.all(Array.from({ length: 10 }, () => request()))
    for (const { status } of await ask()) expect(status).toBe(200)
    expect(await countLetters(t, marco.email, 'reset')).toBe(3)
    t.clock.forward(hour)
    await ask()
    t.clock.forward(hour)
    await ask()
    expect(await countLetters(t, marco.email, 'reset')).toBe(6)
    expect(await signedIn(t, marco)).toBeDefined()
    t.clock.days(1)
    await request()
    expect(await countLetters(t, marco.email, 'reset')).toBe(7)
  })

  test('ten an hour for an address that asks for many lines', async () => {
    const browser = anywhere()
    const lines = await Promise.all(Array.from({ length: 12 }, () => grownLine(t, company)))
    for (const half of [lines.slice(0, 6), lines.slice(6)])
      await Promise.all(half.map(({ number }) => request(number, browser)))
    const counts = await Promise.all(lines.map(({ email }) => countLetters(t, email, 'reset')))
    expect(counts.filter(Boolean)).toHaveLength(10)
  })
})

describe('whatever was on its way with the old password is over', () => {
  test('a new address that waits for its proof', async () => {
    const thief = await signedIn(t, marco)
    await thief.call('POST /api/email', { body: { email: 'ladro@altrove.example' } })
    const { token } = await lastLetter(t, 'ladro@altrove.example', 'verify-email')
    await complete(await requested())
    await expect(
      anywhere().call('POST /api/email/confirm-link', { body: { token, number: marco.number } }),
    ).rejects.toMatchObject({ code: 'link.invalid' })
    const back = await signedIn(t, { ...marco, password: newPassword })
    expect(await back.call('GET /api/me')).toMatchObject({ email: { address: marco.email, next: null } })
  })
})

test('E21: an address that the administrator entered: the reset proves it, and asks for the number', async () => {
  const elena = await grownLine(t, company, { email: null })
  const administrator = await signedIn(t, giulia, { view: 'administrator' })
  await administrator.call('POST /api/directory/acting-grants', { body: { lineId: elena.id } })
  const email = `elena.${elena.extension}@actis.example`
  await administrator.call('POST /api/directory/lines/:lineId/email', { params: { lineId: elena.id }, body: { email } })
  await request(elena.number)
  const { token } = await lastLetter(t, email, 'confirm-and-reset')
  await expect(complete(token)).rejects.toMatchObject({ code: 'link.invalid' })
  await complete(token, { number: elena.number })
  const back = await signedIn(t, { number: elena.number, password: newPassword })
  expect(await back.call('GET /api/session')).toMatchObject({ state: 'full', emailStatus: 'verified', email })
})

test('a line that was never entered can begin with a reset, where the activation gave an address', async () => {
  const email = 'prima@actis.example'
  const line = await t.line(company, { email })
  await request(line.number)
  const { token } = await lastLetter(t, email, 'confirm-and-reset')
  await complete(token, { number: line.number })
  expect(
    await signedIn(t, { number: line.number, password: newPassword }).then((b) => b.call('GET /api/session')),
  ).toMatchObject({ state: 'full' })
  await expect(signedIn(t, { number: line.number, password: company.temporaryPassword })).rejects.toMatchObject({
    code: 'sign-in.refused',
  })
})

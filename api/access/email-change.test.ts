import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minute } from '#domain/clock.ts'
import { type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { countLetters, lastLetter } from '../testing/last-letter.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** Replacing a proved address, and taking that back (spec/security 2.2; E05, E06). */

let t: TestHouse
let company: TestCompany
let marco: GrownLine
let browser: Browser
let next: string

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
})
beforeEach(async () => {
  marco = await grownLine(t, company)
  browser = (await putSession(t, marco)).browser
  next = `nuovo.${marco.extension}@actis.example`
})
afterAll(() => t.close())

const ask = (email: string, who = browser) => who.call('POST /api/email', { body: { email } })
const anywhere = () => t.browser({ ip: ownAddress() })
const undo = (token: string) => anywhere().call('POST /api/email/undo', { body: { token } })
const requestReset = () => anywhere().call('POST /api/password/reset-request', { body: { number: marco.number } })

async function change(email: string, who = browser): Promise<void> {
  t.clock.forward(minute)
  await ask(email, who)
  const code = (await lastLetter(t, email, 'verify-email')).code ?? ''
  await who.call('POST /api/email/verify', { body: { code } })
}

test('E05: asks for the password first, when it was shown five minutes ago', async () => {
  t.clock.forward(5 * minute)
  await expect(ask(next)).rejects.toMatchObject({ code: 'step-up' })
  await browser.call('POST /api/session/step-up', { body: { password: marco.password } })
  expect(await ask(next)).toMatchObject({ address: next })
})

test('E06: until the new one is proved, the old one is in force: it is shown, and gets the reset', async () => {
  await ask(next)
  expect(await browser.call('GET /api/me')).toMatchObject({ email: { address: marco.email, status: 'verified', next } })
  await requestReset()
  expect(await countLetters(t, marco.email, 'reset')).toBe(1)
  expect(await countLetters(t, next, 'reset')).toBe(0)
})

test('once proved, the old one hears of it, the other sessions and remembered computers are over, reset links too', async () => {
  const home = await signedIn(t, marco, { remember: true })
  await requestReset()
  const { token } = await lastLetter(t, marco.email, 'reset')
  await change(next)
  expect(await browser.call('GET /api/session')).toMatchObject({ state: 'full', email: next, emailStatus: 'verified' })
  const told = await lastLetter(t, marco.email, 'email-changed')
  expect(told.text).toContain('n•••@a•••.example')
  expect(told.text).not.toContain(next)
  expect(await home.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
  await expect(home.call('POST /api/session/resume')).rejects.toMatchObject({ code: 'session.none' })
  const reset = { token, number: marco.number, newPassword: 'ombrello stazione mattina' }
  await expect(anywhere().call('POST /api/password/reset', { body: reset })).rejects.toMatchObject({
    code: 'link.invalid',
  })
})

test('proved with the mailed link, every session is over: who opened the letter is not known to be there', async () => {
  await ask(next)
  const { token } = await lastLetter(t, next, 'verify-email')
  await anywhere().call('POST /api/email/confirm-link', { body: { token, number: marco.number } })
  expect(await browser.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
  expect(await countLetters(t, marco.email, 'email-changed')).toBe(1)
})

test('an address that waits is dropped when the password is changed: whoever knew the old one may have entered it', async () => {
  await ask(next)
  const { token, code } = await lastLetter(t, next, 'verify-email')
  const body = { oldPassword: marco.password, newPassword: 'ombrello stazione mattina' }
  await browser.call('POST /api/password/change', { body })
  expect(await browser.call('GET /api/me')).toMatchObject({ email: { address: marco.email, next: null } })
  await expect(browser.call('POST /api/email/verify', { body: { code: code ?? '' } })).rejects.toMatchObject({
    code: 'email.code-expired',
  })
  await expect(
    anywhere().call('POST /api/email/confirm-link', { body: { token, number: marco.number } }),
  ).rejects.toMatchObject({ code: 'link.invalid' })
})

test('it is dropped when the administrator gives a temporary password', async () => {
  const giulia = await grownLine(t, company, { role: 'administrator' })
  await ask(next)
  const administrator = await signedIn(t, giulia, { view: 'administrator' })
  await administrator.call('POST /api/directory/acting-grants', { body: { lineId: marco.id } })
  const place = { params: { lineId: marco.id }, body: { deliver: 'show' as const } }
  const { temporaryPassword } = await administrator.call('POST /api/directory/lines/:lineId/temporary-password', place)
  const back = await signedIn(t, { number: marco.number, password: temporaryPassword ?? '' })
  const body = { oldPassword: temporaryPassword ?? '', newPassword: 'ombrello stazione mattina' }
  await back.call('POST /api/password/change', { body })
  expect(await back.call('GET /api/me')).toMatchObject({ email: { address: marco.email, next: null } })
  await expect(back.call('POST /api/email/resend')).rejects.toMatchObject({ code: 'not-found' })
})

test('two different addresses asked for: only the later one can be proved', async () => {
  await ask('prima@actis.example')
  const first = await lastLetter(t, 'prima@actis.example', 'verify-email')
  await ask(next)
  await expect(
    anywhere().call('POST /api/email/confirm-link', { body: { token: first.token, number: marco.number } }),
  ).rejects.toMatchObject({ code: 'link.invalid' })
})

describe('taking it back', () => {
  test('restores the old address and freezes: nobody is in, the password opens nothing, the reset goes to the old address', async () => {
    await change(next)
    const { token } = await lastLetter(t, marco.email, 'email-changed')
    expect(await undo(token)).toEqual({ maskedEmail: expect.stringContaining('@a•••.example') })
    expect(await browser.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
    const { number, password } = marco
    expect(await anywhere().call('POST /api/session', { body: { number, password } })).toMatchObject({
      result: 'expired',
      reset: 'email',
    })
    await requestReset()
    const link = await lastLetter(t, marco.email, 'reset')
    await anywhere().call('POST /api/password/reset', {
      body: { token: link.token, number, newPassword: 'ombrello stazione mattina' },
    })
    const back = await signedIn(t, { number, password: 'ombrello stazione mattina' })
    expect(await back.call('GET /api/me')).toMatchObject({ email: { address: marco.email, status: 'verified' } })
    expect(await countLetters(t, marco.email, 'email-undone')).toBe(1)
  })

  test('works once', async () => {
    await change(next)
    const { token } = await lastLetter(t, marco.email, 'email-changed')
    await undo(token)
    await expect(undo(token)).rejects.toMatchObject({ code: 'link.invalid' })
  })

  test.each([
    ['a second before seven days', 7 * 86_400_000 - 1000, true],
    ['after seven days', 7 * 86_400_000, false],
  ])('%s', async (_, milliseconds, works) => {
    await change(next)
    const { token } = await lastLetter(t, marco.email, 'email-changed')
    t.clock.forward(milliseconds)
    if (works) await undo(token)
    else await expect(undo(token)).rejects.toMatchObject({ code: 'link.invalid' })
  })

  test('outlives a second change, and then the second one’s way back is gone', async () => {
    await change(next)
    const first = await lastLetter(t, marco.email, 'email-changed')
    await change('terzo@altrove.example')
    const second = await lastLetter(t, next, 'email-changed')
    await undo(first.token)
    await expect(undo(second.token)).rejects.toMatchObject({ code: 'link.invalid' })
    await requestReset()
    expect(await countLetters(t, marco.email, 'reset')).toBe(1)
  })

  test('of the second change leaves the first one’s way back', async () => {
    await change(next)
    const first = await lastLetter(t, marco.email, 'email-changed')
    await change('terzo@altrove.example')
    await undo((await lastLetter(t, next, 'email-changed')).token)
    await undo(first.token)
    await requestReset()
    expect(await countLetters(t, marco.email, 'reset')).toBe(1)
  })

  test('drops an address that waits for its proof', async () => {
    await change(next)
    const { token } = await lastLetter(t, marco.email, 'email-changed')
    await ask('terzo@altrove.example')
    const waiting = await lastLetter(t, 'terzo@altrove.example', 'verify-email')
    await undo(token)
    await expect(
      anywhere().call('POST /api/email/confirm-link', { body: { token: waiting.token, number: marco.number } }),
    ).rejects.toMatchObject({ code: 'link.invalid' })
  })
})

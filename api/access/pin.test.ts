import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day, minute } from '#domain/clock.ts'
import { type GrownLine, grownLine, signedIn } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** The PIN of call services (guide figure 11; spec/security 2.10; R17, R20). */

let t: TestHouse
let company: TestCompany
let marco: GrownLine
let browser: Browser

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
})
beforeEach(async () => {
  marco = await grownLine(t, company)
  browser = (await putSession(t, marco)).browser
})
afterAll(() => t.close())

const set = (newPin: string, currentPin?: string) =>
  browser.call('POST /api/me/pin', { body: { newPin, ...(currentPin === undefined ? {} : { currentPin }) } })
const stepUp = () => browser.call('POST /api/session/step-up', { body: { password: marco.password } })

test('R17: no message is sent (S76), the profile says when it was changed, and the log that it was', async () => {
  expect(await browser.call('GET /api/me')).toMatchObject({ pin: { setAt: null }, toDo: ['define-pin'] })
  await set('274913')
  const { pin, toDo, activity } = await browser.call('GET /api/me')
  expect(pin).toEqual({ setAt: t.clock.now.toISOString() })
  expect(toDo).toEqual([])
  expect(activity[0]).toMatchObject({ action: 'pin.changed', actor: 'you' })
  expect(await t.letters(marco.email)).toEqual([])
})

test('a date is only a warning', async () => {
  expect(await set('140987')).toMatchObject({ warnings: ['looks-like-date'] })
})

test.each([
  ['123456', 'sequence'],
  ['111111', 'repeated'],
  ['125521', 'palindrome'],
  ['12345', 'wrong-length'],
  ['27491a', 'not-digits'],
  ['٢٧٤٩١٣', 'not-digits'],
  ['555001', 'own-number'],
])('refused: %s', async (pin, flaw) => {
  const own = pin === '555001' ? marco.number.slice(-6) : pin
  await expect(set(own)).rejects.toMatchObject({ code: 'pin.refused', body: { flaws: expect.arrayContaining([flaw]) } })
})

test('its own extension inside it', async () => {
  await expect(set(`${marco.extension}274`)).rejects.toMatchObject({ body: { flaws: ['own-number'] } })
})

test('asks for the password when it was shown five minutes ago', async () => {
  t.clock.forward(5 * minute)
  await expect(set('274913')).rejects.toMatchObject({ code: 'step-up' })
})

describe('the current one', () => {
  test('opens a new one; forgotten, the password that was just shown is enough', async () => {
    await set('274913')
    await expect(set('274914', '274910')).rejects.toMatchObject({ code: 'pin.wrong' })
    await set('274914', '274913')
    await set('274915')
  })

  test('five wrong ones pause it for a quarter of an hour, ten a day until the next day', async () => {
    await set('274913')
    const wrong = () => set('274914', '000000')
    for (const round of [1, 2]) {
      for (let i = 0; i < 5; i += 1)
        await expect(wrong(), `round ${round}`).rejects.toMatchObject({ code: 'pin.wrong' })
      await expect(set('274914', '274913')).rejects.toMatchObject({ code: 'throttled' })
      t.clock.forward(15 * minute)
      await stepUp()
    }
    await expect(set('274914', '274913')).rejects.toMatchObject({ code: 'throttled' })
    t.clock.forward(day)
    browser = await signedIn(t, marco)
    await set('274914', '274913')
  })
})

test('is kept as argon2id with the pepper, and told to nobody', async () => {
  await set('274913')
  const { pin_hash } = await t.house.cellar.asService((trx) =>
    trx.selectFrom('credential').select('pin_hash').where('line_id', '=', marco.id).executeTakeFirstOrThrow(),
  )
  expect(pin_hash).toMatch(/^\$argon2id\$/)
  expect(JSON.stringify(await browser.call('GET /api/me'))).not.toMatch(/274913|argon2/)
})

test('R20: one’s own settings take no other line’s id', async () => {
  const giulia = await grownLine(t, company)
  for (const [method, path, body] of [
    ['POST', '/api/me/pin', { newPin: '274913', lineId: giulia.id }],
    ['PATCH', '/api/me/preferences', { theme: 'dark', lineId: giulia.id }],
    ['PATCH', '/api/me/preferences', { theme: 'dark', role: 'administrator' }],
  ] as const) {
    const answer = await browser.raw(method, path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(400)
  }
})

test('language and theme follow the person to every computer', async () => {
  await browser.call('PATCH /api/me/preferences', { body: { language: 'en', theme: 'dark' } })
  expect(await (await signedIn(t, marco)).call('GET /api/session')).toMatchObject({ language: 'en', theme: 'dark' })
})

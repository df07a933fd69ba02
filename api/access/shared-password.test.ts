import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minute } from '#domain/clock.ts'
import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import { rotateSharedPassword } from '../provider/rotate-shared-password.ts'
import { type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { lastLetter } from '../testing/last-letter.ts'
import {
  type Browser,
  firstAccess,
  goodPassword,
  openTestHouse,
  otherPassword,
  type TestCompany,
  type TestHouse,
  type TestLine,
} from '../testing/test-house.ts'

/** The temporary password that a whole company shares (spec/security 1.4; A01–A18). */

let t: TestHouse
let company: TestCompany
let giulia: GrownLine
let marco: TestLine

beforeAll(async () => {
  t = await openTestHouse()
})
beforeEach(async () => {
  company = await t.company()
  giulia = await grownLine(t, company, { role: 'administrator' })
  marco = await t.line(company, { name: 'Marco Actis' })
})
afterAll(() => t.close())

const enter = (browser: Browser, line: { number: string }, password = company.temporaryPassword) =>
  browser.call('POST /api/session', { body: { number: line.number, password } })
const newBrowser = () => t.browser({ ip: ownAddress() })
const change = (browser: Browser, oldPassword: string, newPassword = goodPassword) =>
  browser.call('POST /api/password/change', { body: { oldPassword, newPassword } })

test('A01: the administrator’s own comes first, with the choice of the profile, and tells nothing', async () => {
  const browser = newBrowser()
  const chief = await t.line(company, { role: 'administrator', name: 'Elena Rossi', extension: '555' })
  const { session } = (await enter(browser, chief)) as { session: object }
  expect(session).toEqual({
    state: 'gate',
    step: 'view',
    view: null,
    administrator: true,
    number: chief.number,
    language: 'it',
    firstAccess: true,
    passwordMinimum: 15,
    mayPostponeEmail: false,
    email: null,
    endsAt: new Date(t.clock.now.getTime() + 15 * minute).toISOString(),
  })
})

test('an address that the activation gave is not shown to whoever has the shared password', async () => {
  const line = await t.line(company, { email: 'elena.rossi@arredi.example' })
  const browser = newBrowser()
  expect(JSON.stringify(await enter(browser, line))).not.toContain('elena')
  expect(JSON.stringify(await browser.call('GET /api/session'))).not.toContain('elena')
})

test('A03: once the administrator is in, users enter too', async () => {
  expect(await enter(newBrowser(), marco)).toMatchObject({ session: { state: 'gate', step: 'change-password' } })
})

describe('administrator first (1.4.5)', () => {
  test('without one, the others’ tries are refused and close nothing', async () => {
    const young = await t.company('Officina Valle S.n.c.')
    const chief = await t.line(young, { role: 'administrator' })
    for (let i = 0; i < 21; i += 1) {
      const worker = await t.line(young)
      await expect(enter(newBrowser(), worker, young.temporaryPassword)).rejects.toMatchObject({
        code: 'sign-in.refused',
      })
    }
    expect(await enter(newBrowser(), chief, young.temporaryPassword)).toMatchObject({ session: { step: 'view' } })
  })
})

test.each([
  ['as printed', (secret: string) => secret],
  ['in small letters', (secret: string) => secret.toLowerCase()],
  ['without dashes', (secret: string) => secret.replaceAll('-', '')],
  ['with blanks around and between', (secret: string) => ` ${secret.replaceAll('-', ' ')} `],
  ['with the dashes of a word processor', (secret: string) => secret.replaceAll('-', '–')],
])('it may be typed %s, here and in the form that changes it', async (_, typed) => {
  const browser = newBrowser()
  await enter(browser, marco, typed(company.temporaryPassword))
  expect((await change(browser, typed(company.temporaryPassword))).session.state).toBe('gate')
})

test.each([
  ['international', (number: string) => number],
  ['with 00', (number: string) => number.replace('+', '00')],
  ['national, as people write it', (number: string) => showPhoneNumber(number as PhoneNumber)],
  [
    'with full-width digits',
    (number: string) => number.slice(3).replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))),
  ],
])('the number may be typed %s', async (_, typed) => {
  expect(await enter(newBrowser(), { number: typed(marco.number) })).toMatchObject({ result: 'session' })
})

test('A07: a wrong old password is refused, and such tries are counted', async () => {
  const browser = newBrowser()
  await enter(browser, marco)
  for (let i = 0; i < 10; i += 1)
    await expect(change(browser, 'non è questa')).rejects.toMatchObject({ code: 'password.wrong' })
  await expect(change(browser, company.temporaryPassword)).rejects.toMatchObject({ code: 'throttled' })
})

test('the new one may not be the temporary one, however it is typed, now or later', async () => {
  const browser = newBrowser()
  await enter(browser, marco)
  const typed = company.temporaryPassword.toLowerCase().replaceAll('-', ' ')
  await expect(change(browser, company.temporaryPassword, typed)).rejects.toMatchObject({
    code: 'password.refused',
    body: { flaws: expect.arrayContaining(['same-as-temporary']) },
  })
  await change(browser, company.temporaryPassword)
  await browser.call('POST /api/email/later')
  await expect(change(browser, goodPassword, typed)).rejects.toMatchObject({ body: { flaws: ['same-as-temporary'] } })
})

describe('one use a line (1.4.3)', () => {
  test('two who are in the gate: the first to change is in, the other is out', async () => {
    const [first, second] = [newBrowser(), newBrowser()]
    await enter(first, marco)
    await enter(second, marco)
    await change(first, company.temporaryPassword)
    expect(await second.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
    await expect(change(second, company.temporaryPassword, otherPassword)).rejects.toMatchObject({
      code: 'session.none',
    })
  })

  test('after the change it opens that line never again, not even when its own password is over', async () => {
    await firstAccess(t, company, marco)
    await expect(enter(newBrowser(), marco)).rejects.toMatchObject({ code: 'sign-in.refused' })
    t.clock.days(364)
    t.clock.days(1)
    await expect(enter(newBrowser(), marco)).rejects.toMatchObject({ code: 'sign-in.refused' })
  })

  test('nor after the administrator gave it another temporary password', async () => {
    const administrator = await signedIn(t, giulia, { view: 'administrator' })
    await administrator.call('POST /api/directory/acting-grants', { body: { lineId: marco.id } })
    await administrator.call('POST /api/directory/lines/:lineId/temporary-password', {
      params: { lineId: marco.id },
      body: { deliver: 'show' },
    })
    await expect(enter(newBrowser(), marco)).rejects.toMatchObject({ code: 'sign-in.refused' })
  })
})

test('A18: the gate is open for fifteen minutes, however busy one is', async () => {
  const browser = newBrowser()
  await enter(browser, marco)
  for (let i = 0; i < 14; i += 1) {
    t.clock.forward(minute)
    expect(await browser.call('GET /api/session')).toMatchObject({ state: 'gate' })
  }
  t.clock.forward(minute)
  await expect(change(browser, company.temporaryPassword)).rejects.toMatchObject({ code: 'session.none' })
})

test('A09: 366 days after the activation it opens nothing, and says who helps', async () => {
  const chief = await t.line(company, { role: 'administrator' })
  t.clock.days(366)
  expect(await enter(newBrowser(), marco)).toEqual({ result: 'expired', reset: 'administrator', maskedEmail: null })
  expect(await enter(newBrowser(), chief)).toEqual({ result: 'expired', reset: 'support', maskedEmail: null })
  await expect(enter(newBrowser(), marco, 'ABCD-EFGH-JKMN-PQRS')).rejects.toMatchObject({ code: 'sign-in.refused' })
})

test('A11: after a rotation the old one fails, the new one works, own passwords are untouched, the gate is shut', async () => {
  const halfway = newBrowser()
  await enter(halfway, marco)
  const elena = await grownLine(t, company)
  const which = { number: marco.number }
  const { temporaryPassword } = await rotateSharedPassword(t.house, { which, delivery: 'email', operator: 'Anna' })
  expect(await halfway.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
  await expect(enter(newBrowser(), marco)).rejects.toMatchObject({ code: 'sign-in.refused' })
  expect(await enter(newBrowser(), marco, temporaryPassword)).toMatchObject({ result: 'session' })
  expect(await enter(newBrowser(), elena, goodPassword)).toMatchObject({ result: 'session' })
})

test('closed by the administrator (1.4.11) it opens nothing, not even a gate that stands open', async () => {
  const halfway = newBrowser()
  await enter(halfway, marco)
  await t.house.cellar.asService((trx) =>
    trx.updateTable('company_secret').set({ closed_at: t.clock.now }).where('company_id', '=', company.id).execute(),
  )
  await expect(enter(newBrowser(), marco)).rejects.toMatchObject({ code: 'sign-in.refused' })
  await expect(change(halfway, company.temporaryPassword)).rejects.toMatchObject({ code: 'password.wrong' })
})

test('A16: the administrators see who came in, when and from where', async () => {
  await firstAccess(t, company, marco)
  const administrator = await signedIn(t, giulia, { view: 'administrator' })
  const { activations } = await administrator.call('GET /api/directory/first-access')
  expect(activations).toEqual([
    { lineId: marco.id, number: marco.number, name: 'Marco Actis', at: t.clock.now.toISOString(), ip: '192.0.2.1' },
  ])
})

test('an administrator’s own first access is told to the contact of the subscription (1.4.8)', async () => {
  const chief = await t.line(company, { role: 'administrator', name: 'Elena Rossi' })
  await firstAccess(t, company, chief, { administrator: true })
  const { text } = await lastLetter(t, 'contatto@arredi.example', 'administrator-activated')
  expect(text).toContain('Elena Rossi')
  expect(text).toContain('192.0.2.1')
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  firstAccess,
  goodPassword,
  openTestHouse,
  type TestCompany,
  type TestHouse,
  type TestLine,
} from '../testing/test-house.ts'

let t: TestHouse
let company: TestCompany
let giulia: TestLine
let marco: TestLine

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
  giulia = await t.line(company, {
    name: 'Giulia Ferrero',
    role: 'administrator',
    number: '+390125555949',
    extension: '949',
  })
  marco = await t.line(company, { name: 'Marco Actis', number: '+390125555913', extension: '913' })
})
afterAll(() => t.close())

test('before the administrator, no other line gets in (1.4.5)', async () => {
  const answer = t
    .browser()
    .call('POST /api/session', { body: { number: marco.number, password: company.temporaryPassword } })
  await expect(answer).rejects.toMatchObject({ code: 'sign-in.refused' })
})

test('guide 2.2: the administrator’s first access, step by step', async () => {
  const browser = t.browser()
  const signedIn = await browser.call('POST /api/session', {
    body: { number: '0125 555 949', password: company.temporaryPassword.toLowerCase() },
  })
  expect(signedIn).toMatchObject({
    result: 'session',
    session: { state: 'gate', step: 'view', administrator: true, email: null },
  })
  await expect(browser.call('GET /api/me')).rejects.toMatchObject({ code: 'gate', body: { step: 'view' } })

  const chosen = await browser.call('POST /api/session/view', { body: { view: 'user' } })
  expect(chosen.session).toMatchObject({
    state: 'gate',
    step: 'change-password',
    passwordMinimum: 15,
    firstAccess: true,
  })

  const wrong = browser.call('POST /api/password/change', {
    body: { oldPassword: 'not the one', newPassword: goodPassword },
  })
  await expect(wrong).rejects.toMatchObject({ code: 'password.wrong' })
  const weak = browser.call('POST /api/password/change', {
    body: { oldPassword: company.temporaryPassword, newPassword: 'Centralino2026!' },
  })
  await expect(weak).rejects.toMatchObject({ code: 'password.refused' })

  const before = new Map(browser.cookies)
  const changed = await browser.call('POST /api/password/change', {
    body: { oldPassword: company.temporaryPassword, newPassword: goodPassword },
  })
  expect(changed.session).toMatchObject({ state: 'gate', step: 'add-email', mayPostponeEmail: false })
  const thief = t.browser()
  for (const [name, value] of before) thief.cookies.set(name, value)
  expect(await thief.call('GET /api/session')).toMatchObject({ state: 'anonymous' })

  const sent = await browser.call('POST /api/email', { body: { email: 'Giulia.Ferrero@ArrediCanavese.example' } })
  expect(sent).toMatchObject({
    address: 'Giulia.Ferrero@arredicanavese.example',
    session: { state: 'full', emailStatus: 'pending', view: 'user' },
  })
  const letter = (await t.letters('Giulia.Ferrero@arredicanavese.example'))[0]
  expect(letter?.letter).toBe('verify-email')
  const verified = await browser.call('POST /api/email/verify', { body: { code: letter?.code ?? '' } })
  expect(verified.session).toMatchObject({ state: 'full', emailStatus: 'verified' })
  expect(await browser.call('GET /api/me')).toMatchObject({
    viewer: { name: 'Giulia Ferrero', extension: '949' },
    password: { kind: 'own' },
    toDo: ['define-pin'],
  })
})

test('the temporary password works once for a line, also after the change (1.4.3)', async () => {
  const again = t
    .browser()
    .call('POST /api/session', { body: { number: giulia.number, password: company.temporaryPassword } })
  await expect(again).rejects.toMatchObject({ code: 'sign-in.refused' })
})

test('guide 2.3.2: a user alone; "Più tardi" for seven days, then the e-mail is asked for good', async () => {
  const browser = t.browser()
  const signedIn = await browser.call('POST /api/session', {
    body: { number: marco.number, password: company.temporaryPassword },
  })
  expect(signedIn).toMatchObject({ session: { state: 'gate', step: 'change-password', view: 'user' } })
  await browser.call('POST /api/password/change', {
    body: { oldPassword: company.temporaryPassword, newPassword: goodPassword },
  })
  const later = await browser.call('POST /api/email/later')
  expect(later.session).toMatchObject({ state: 'full', emailStatus: 'none' })

  t.clock.days(8)
  const week = await t.browser().call('POST /api/session', { body: { number: marco.number, password: goodPassword } })
  expect(week).toMatchObject({ session: { state: 'gate', step: 'add-email', mayPostponeEmail: false } })
})

test('a session that entered by the first access shows no other person’s data', async () => {
  const other = await t.line(company, { number: '+390125555901' })
  const browser = await firstAccess(t, company, other)
  await browser.call('POST /api/email/later')
  await expect(browser.call('GET /api/directory/lines', { query: {} })).rejects.toMatchObject({ code: 'forbidden' })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, minute, second } from '#domain/clock.ts'
import { behindTheScenes, type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { lastLetter } from '../testing/last-letter.ts'
import { openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** The end of an own password (guide 2.3.2, 2.4; spec/security 2.3; E16, E17). */

let t: TestHouse
let company: TestCompany

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
})
afterAll(() => t.close())

const enter = ({ number, password }: Pick<GrownLine, 'number' | 'password'>) =>
  t.browser({ ip: ownAddress() }).call('POST /api/session', { body: { number, password } })

const masked = expect.stringMatching(/^.•••@a•••\.example$/)

test.each<[string, Parameters<typeof grownLine>[2], object]>([
  ['a user with a proved address: by e-mail', {}, { reset: 'email', maskedEmail: masked }],
  ['a user without one: the administrator', { email: null }, { reset: 'administrator', maskedEmail: null }],
  [
    'a user whose address was never proved: the administrator',
    { emailStatus: 'pending' },
    { reset: 'administrator', maskedEmail: null },
  ],
  [
    'an administrator with a proved address: by e-mail',
    { role: 'administrator' },
    { reset: 'email', maskedEmail: masked },
  ],
  [
    'an administrator whose address was never proved: 1928',
    { role: 'administrator', emailStatus: 'pending' },
    { reset: 'support', maskedEmail: null },
  ],
])('E16, E17: 365 days later the right password opens nothing and says who helps: %s', async (_, facts, answer) => {
  const line = await grownLine(t, company, facts)
  t.clock.days(365)
  expect(await enter(line)).toEqual({ result: 'expired', ...answer })
  await expect(enter({ ...line, password: 'non è questa' })).rejects.toMatchObject({ code: 'sign-in.refused' })
})

test('a second before, it still opens', async () => {
  const line = await grownLine(t, company)
  t.clock.days(365)
  t.clock.forward(-second)
  expect(await enter(line)).toMatchObject({
    result: 'session',
    session: { passwordExpiresAt: new Date(t.clock.now.getTime() + second).toISOString() },
  })
})

test('an address that somebody else gave is enough for the reset', async () => {
  const line = await grownLine(t, company, { emailStatus: 'pending' })
  await behindTheScenes(t, line.id, { email_source: 'administrator' })
  t.clock.days(365)
  expect(await enter(line)).toMatchObject({ result: 'expired', reset: 'email' })
})

test('an open session dies with the password, and a remembered computer too', async () => {
  const line = await grownLine(t, company)
  await behindTheScenes(t, line.id, { credential_expires_at: new Date(t.clock.now.getTime() + 20 * minute) })
  const browser = await signedIn(t, line)
  const home = await signedIn(t, line, { remember: true })
  t.clock.forward(20 * minute - second)
  expect(await browser.call('GET /api/me')).toMatchObject({
    toDo: ['password-expiring', 'define-pin'],
    passwordDaysLeft: 1,
  })
  t.clock.forward(second)
  await expect(browser.call('GET /api/me')).rejects.toMatchObject({ code: 'session.none' })
  expect(await browser.call('GET /api/session')).toEqual({ state: 'anonymous', resumable: false })
  await expect(home.call('POST /api/session/resume')).rejects.toMatchObject({ code: 'session.none' })
})

test('the reset opens it again, for 365 days', async () => {
  const line = await grownLine(t, company)
  t.clock.days(400)
  await t.browser({ ip: ownAddress() }).call('POST /api/password/reset-request', { body: { number: line.number } })
  const { token } = await lastLetter(t, line.email, 'reset')
  const body = { token, number: line.number, newPassword: 'ombrello stazione mattina' }
  await t.browser({ ip: ownAddress() }).call('POST /api/password/reset', { body })
  const back = await enter({ number: line.number, password: body.newPassword })
  expect(back).toMatchObject({ session: { passwordExpiresAt: addDays(t.clock.now, 365).toISOString() } })
})

test('where the contract switched expiry off, nothing ends (D-3)', async () => {
  const forever = await t.company('Sempre S.p.A.')
  await t.house.cellar.asService((trx) =>
    trx.updateTable('company').set({ password_expiry_days: null }).where('id', '=', forever.id).execute(),
  )
  const line = await grownLine(t, forever)
  const body = { oldPassword: line.password, newPassword: 'ombrello stazione mattina' }
  const changed = await (await signedIn(t, line)).call('POST /api/password/change', { body })
  expect(changed).toMatchObject({ session: { passwordExpiresAt: null } })
  t.clock.days(3000)
  expect(await enter({ number: line.number, password: body.newPassword })).toMatchObject({ result: 'session' })
})

describe('R09: a temporary password from the administrator', () => {
  test.each([
    ['a second before seven days', -second, 'session'],
    ['after seven days', 0, 'expired'],
  ])('%s', async (_, off, result) => {
    const giulia = await grownLine(t, company, { role: 'administrator' })
    const marco = await grownLine(t, company, { email: null })
    const administrator = await signedIn(t, giulia, { view: 'administrator' })
    await administrator.call('POST /api/directory/acting-grants', { body: { lineId: marco.id } })
    const place = { params: { lineId: marco.id }, body: { deliver: 'show' as const } }
    const { temporaryPassword } = await administrator.call(
      'POST /api/directory/lines/:lineId/temporary-password',
      place,
    )
    t.clock.days(7)
    t.clock.forward(off)
    expect(await enter({ number: marco.number, password: temporaryPassword ?? '' })).toMatchObject({ result })
  })
})

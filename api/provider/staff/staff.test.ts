import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day, hour, minute } from '#domain/clock.ts'
import { grownLine, ownAddress } from '../../testing/grown-line.ts'
import { staffAs } from '../../testing/staff-as.ts'
import { type Browser, goodPassword, openTestHouse, otherPassword, type TestHouse } from '../../testing/test-house.ts'
import { type AddedStaff, addStaff } from './people.ts'

/** The provider's people: first sign-in, second factors, and who looks after whom (spec/security 2.9; R16). */

let t: TestHouse
let chief: AddedStaff

beforeAll(async () => {
  t = await openTestHouse()
  chief = await addStaff(
    t.house,
    { email: 'Chief@Assistenza.example', name: 'Nadia Ravelli', role: 'supervisor' },
    { operator: 'test' },
  )
})
afterAll(() => t.close())

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )

const codeFrom = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: t.clock.now.getTime() })

/** From the temporary password to the desk; answers the browser, the authenticator and the recovery codes. */
async function firstSignIn({ email, temporaryPassword }: AddedStaff, password = goodPassword) {
  const browser = t.browser({ ip: ownAddress() })
  const begun = await browser.call('POST /api/provider/session', { body: { email, password: temporaryPassword } })
  expect(begun.session).toMatchObject({ state: 'gate', step: 'change-password', passwordMinimum: 15 })
  expect(await refused(browser.call('GET /api/provider/me'))).toBe('gate')
  const changed = await browser.call('POST /api/provider/me/password', {
    body: { oldPassword: temporaryPassword, newPassword: password },
  })
  expect(changed.session).toMatchObject({ state: 'gate', step: 'set-up-second-factor' })
  const { secret } = await browser.call('POST /api/provider/me/totp/begin')
  const done = await browser.call('POST /api/provider/me/totp/confirm', { body: { code: codeFrom(secret) } })
  expect(done.session).toMatchObject({ state: 'full' })
  expect(done.recoveryCodes).toHaveLength(10)
  return { browser, secret, recoveryCodes: done.recoveryCodes }
}

test('first sign-in: own password, authenticator, desk; then both at every sign-in', async () => {
  const { secret, recoveryCodes } = await firstSignIn(chief)
  const browser = t.browser({ ip: ownAddress() })
  const body = { email: ' CHIEF@assistenza.example ', password: goodPassword }
  expect((await browser.call('POST /api/provider/session', { body })).session).toEqual({ state: 'second-factor' })
  expect(await refused(browser.call('GET /api/provider/staff'))).toBe('gate')
  // The code of the enrolment is used up, and a wrong one opens nothing.
  const give = (code: string) => browser.call('POST /api/provider/session/second-factor', { body: { code } })
  expect(await refused(give(codeFrom(secret)))).toBe('second-factor.wrong')
  expect(await refused(give('000000'))).toBe('second-factor.wrong')
  t.clock.forward(minute)
  expect((await give(codeFrom(secret))).session).toMatchObject({ state: 'full', staff: { role: 'supervisor' } })

  const other = t.browser({ ip: ownAddress() })
  await other.call('POST /api/provider/session', { body })
  const useRecovery = () =>
    other.call('POST /api/provider/session/second-factor', { body: { code: recoveryCodes[0] ?? '' } })
  expect((await useRecovery()).session.state).toBe('full')
  expect((await other.call('GET /api/provider/me')).recoveryCodesLeft).toBe(9)
})

test('the temporary password is no more after the first sign-in, and none is good for ever', async () => {
  const typed = { email: chief.email, password: chief.temporaryPassword }
  expect(await refused(t.browser({ ip: ownAddress() }).call('POST /api/provider/session', { body: typed }))).toBe(
    'staff.sign-in-refused',
  )
  const waiting = await addStaff(
    t.house,
    { email: 'attende@assistenza.example', name: 'Piero Gallo', role: 'desk' },
    { operator: 'test' },
  )
  const before = t.clock.now
  t.clock.forward(7 * day)
  const late = { email: waiting.email, password: waiting.temporaryPassword }
  expect(await refused(t.browser({ ip: ownAddress() }).call('POST /api/provider/session', { body: late }))).toBe(
    'staff.password-expired',
  )
  t.clock.now = before
})

test('an own password has fifteen characters and keeps the rules', async () => {
  const added = await addStaff(
    t.house,
    { email: 'regole@assistenza.example', name: 'Sara Conti', role: 'desk' },
    { operator: 'test' },
  )
  const browser = t.browser({ ip: ownAddress() })
  await browser.call('POST /api/provider/session', {
    body: { email: added.email, password: added.temporaryPassword },
  })
  const change = (newPassword: string) =>
    refused(
      browser.call('POST /api/provider/me/password', { body: { oldPassword: added.temporaryPassword, newPassword } }),
    )
  expect(await change('zaino tramonto')).toBe('password.refused')
  expect(await change('Benvenuto2026!!')).toBe('password.refused')
  expect(await change(added.temporaryPassword)).toBe('password.refused')
})

test('unknown address, wrong password and closed account answer alike; guessing is slowed down', async () => {
  const closed = await staffAs(t, 'desk', { disabled_at: t.clock.now })
  const answers = await Promise.all(
    ['nessuno@assistenza.example', chief.email, closed.email, 'senza chiocciola'].map((email) =>
      t.browser({ ip: ownAddress() }).raw('POST', '/api/provider/session', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: 'non è questa' }),
      }),
    ),
  )
  const [first, ...others] = answers.map(({ status, body }) => ({
    status,
    body: body.replace(/"requestId":"[^"]*"/, ''),
  }))
  expect(first?.status).toBe(401)
  for (const other of others) expect(other).toEqual(first)

  const body = { email: 'indovina@assistenza.example', password: 'non è questa' }
  const codes = []
  for (let tries = 0; tries < 6; tries++)
    codes.push(await refused(t.browser({ ip: ownAddress() }).call('POST /api/provider/session', { body })))
  expect(codes.at(-1)).toBe('throttled')
})

test('R16: a staff account is nobody at the customers’ door, a customer nobody at the provider’s', async () => {
  const company = await t.company()
  const giulia = await grownLine(t, company, { role: 'administrator' })
  const asStaff = t.browser({ ip: ownAddress() })
  expect(
    await refused(
      asStaff.call('POST /api/provider/session', { body: { email: giulia.email, password: giulia.password } }),
    ),
  ).toBe('staff.sign-in-refused')
  const asCustomer = t.browser({ ip: ownAddress() })
  expect(
    await refused(asCustomer.call('POST /api/session', { body: { number: chief.email, password: goodPassword } })),
  ).toBe('sign-in.refused')
  // Nor does one's cookie under the other's name open anything.
  const { browser } = await staffAs(t, 'supervisor')
  browser.cookies.set('__Host-osw_sid', browser.cookies.get('__Host-osw_staff') ?? '')
  expect(await refused(browser.call('GET /api/me'))).toBe('session.none')
})

test('a session ends after half an hour of nothing, after twelve hours, and when the account is closed', async () => {
  const alive = async (browser: Browser) => (await browser.call('GET /api/provider/session')).state
  const { browser } = await staffAs(t, 'desk')
  const before = t.clock.now
  for (let passed = 0; passed < 11.5 * hour; passed += 25 * minute) {
    t.clock.forward(25 * minute)
    expect(await alive(browser)).toBe('full')
  }
  t.clock.forward(25 * minute)
  expect(await alive(browser)).toBe('anonymous')
  t.clock.now = before
  const idle = await staffAs(t, 'desk')
  t.clock.forward(31 * minute)
  expect(await alive(idle.browser)).toBe('anonymous')
  t.clock.now = before

  const one = await staffAs(t, 'desk')
  const { browser: supervisor } = await staffAs(t, 'supervisor')
  await supervisor.call('PATCH /api/provider/staff/:staffId', {
    params: { staffId: one.id },
    body: { disabled: true },
  })
  expect(await alive(one.browser)).toBe('anonymous')
})

test('a supervisor adds, changes and resets colleagues, and the log says who did', async () => {
  const { browser, id } = await staffAs(t, 'supervisor', { name: 'Ada Pavan' })
  const added = await browser.call('POST /api/provider/staff', {
    body: { email: 'nuovo@assistenza.example', name: 'Nuovo Collega', role: 'desk' },
  })
  const again = { email: 'NUOVO@assistenza.example', name: 'Altro', role: 'desk' } as const
  expect(await refused(browser.call('POST /api/provider/staff', { body: again }))).toBe('staff.email-taken')
  const first = await firstSignIn(added, otherPassword)
  const params = { staffId: added.id }
  const promoted = await browser.call('PATCH /api/provider/staff/:staffId', { params, body: { role: 'activation' } })
  expect(promoted).toMatchObject({ role: 'activation', waiting: false, secondFactor: true })
  const { temporaryPassword } = await browser.call('POST /api/provider/staff/:staffId/reset', { params })
  expect(await refused(first.browser.call('GET /api/provider/me'))).toBe('session.none')
  await firstSignIn({ ...added, temporaryPassword }, 'lanterna gomito sabbia rovere')
  expect(await refused(browser.call('POST /api/provider/staff/:staffId/reset', { params: { staffId: id } }))).toBe(
    'forbidden',
  )
  const log = await t.house.cellar.asService((trx) =>
    trx
      .selectFrom('audit_event')
      .select(['action', 'actor_name'])
      .where('company_id', 'is', null)
      .where('subject_id', '=', added.id)
      .orderBy('id')
      .execute(),
  )
  expect(log).toEqual(
    ['staff.added', 'staff.changed', 'staff.reset'].map((action) => ({ action, actor_name: 'Ada Pavan' })),
  )
})

test('whoever’s password or factors change hears of it by mail, and by whom', async () => {
  const supervisor = await staffAs(t, 'supervisor', { name: 'Ada Pavan' })
  const email = 'letta@assistenza.example'
  const added = await supervisor.browser.call('POST /api/provider/staff', {
    body: { email, name: 'Letizia Prato', role: 'desk' },
  })
  const { browser } = await firstSignIn(added)
  await browser.call('POST /api/provider/me/recovery-codes')
  await supervisor.browser.call('POST /api/provider/staff/:staffId/reset', { params: { staffId: added.id } })
  const told = (await t.letters(email)).filter(({ letter }) => letter === 'staff-security-change')
  expect(new Set(told.map(({ subject }) => subject))).toEqual(
    new Set([
      'Il tuo accesso al banco: l’accesso è stato azzerato: password temporanea, seconde verifiche tolte',
      'Il tuo accesso al banco: la password è stata modificata',
      'Il tuo accesso al banco: sono stati creati nuovi codici di recupero',
      'Il tuo accesso al banco: è stata aggiunta un’app di autenticazione',
    ]),
  )
  const reset = told.find(({ text }) => text.includes('azzerato'))
  expect(reset?.text).toContain('Lo ha fatto Ada Pavan.')
})

test('the last supervisor stays one, and the last second factor stays too', async () => {
  const fresh = await openTestHouse()
  const only = await staffAs(fresh, 'supervisor')
  const change = (body: { role?: 'desk'; disabled?: true }) =>
    refused(only.browser.call('PATCH /api/provider/staff/:staffId', { params: { staffId: only.id }, body }))
  expect(await change({ role: 'desk' })).toBe('staff.last-supervisor')
  expect(await change({ disabled: true })).toBe('staff.last-supervisor')
  expect(await refused(only.browser.call('DELETE /api/provider/me/totp'))).toBe('second-factor.last')
  await staffAs(fresh, 'supervisor')
  expect(await change({ role: 'desk' })).toBe('done')
  await fresh.close()
})

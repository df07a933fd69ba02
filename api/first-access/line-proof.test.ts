import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { minute } from '#domain/clock.ts'
import type { SipUser } from '#telephony/call-engine.ts'
import { createPortalSide } from '../call-handling/portal-side.ts'
import { calling, phoneOf } from '../call-handling/testing/calls.ts'
import { type Administrator, anAdministrator } from '../directory/testing/an-administrator.ts'
import { lastLetter } from '../testing/last-letter.ts'
import { putSession } from '../testing/put-session.ts'
import {
  type Browser,
  firstAccess,
  goodPassword,
  openTestHouse,
  type TestHouse,
  type TestLine,
} from '../testing/test-house.ts'

/** "Confirm with the phone", "approve each activation" and "personal invitations only" (spec/security 1.4.10 to 1.4.13). */

let t: TestHouse
let a: Administrator
let dial: ReturnType<typeof calling>['dial']

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
  ;({ dial } = calling(t, createPortalSide(t.house, '/tmp/nowhere')))
})
afterAll(() => t.close())
beforeEach(async () => {
  const line = { id: a.line.id, company: a.company }
  a = { ...a, browser: (await putSession(t, line, { view: 'administrator' })).browser }
  await set({ approve: false, invitationsOnly: false })
})

const address = () => `${randomUUID().slice(0, 8)}@arredi.example`
const set = (body: { approve: boolean; invitationsOnly: boolean }) =>
  a.browser.call('POST /api/first-access/settings', { body })
const hears = async (phone: SipUser, code: string) => {
  const target = (await dial(phone, code)).plan.steps[0]?.targets[0]
  return target?.kind === 'announcement' ? target.announcement.name : target?.kind
}
const activationOf = async ({ id }: TestLine) =>
  (await a.browser.call('GET /api/first-access/activations', { query: {} })).activations.find(
    ({ lineId }) => lineId === id,
  )
const tasksOf = async (browser: Browser) => (await browser.call('GET /api/me')).toDo

/** A line with a phone on the desk, whose user came in with the shared password. */
async function activated() {
  const line = await t.line(a.company)
  const phone = await phoneOf(t, line)
  t.clock.forward(minute)
  const browser = await firstAccess(t, a.company, line, { email: address() })
  return { line, phone, browser }
}

test('dialled from the line’s own phone the digits confirm the activation, and the administrator sees by what', async () => {
  const { phone, browser, line } = await activated()
  expect(await tasksOf(browser)).toContain('prove-line')
  const { code, phones } = await browser.call('POST /api/me/line-proof')
  expect({ code, phones }).toEqual({ code: expect.stringMatching(/^\*88\d{4}$/), phones: ['Scrivania'] })
  expect(await activationOf(line)).toMatchObject({ state: 'open', confirmedBy: null })

  const stranger = await phoneOf(t, await t.line(a.company))
  expect(await hears(stranger, code)).toBe('code-refused')
  const wrong = `*88${String((Number(code.slice(3)) + 1) % 10_000).padStart(4, '0')}`
  expect(await hears(phone, wrong)).toBe('code-refused')
  expect(await hears(phone, `${code}#`)).toBe('line-proved')

  expect(await activationOf(line)).toMatchObject({ state: 'confirmed', confirmedBy: 'phone' })
  expect(await tasksOf(browser)).not.toContain('prove-line')
  expect(await hears(phone, code)).toBe('code-refused')
  await expect(browser.call('POST /api/me/line-proof')).rejects.toMatchObject({ code: 'line-proof.none' })
})

test('digits end after ten minutes, and after five that were wrong', async () => {
  const { phone, browser } = await activated()
  const late = (await browser.call('POST /api/me/line-proof')).code
  t.clock.forward(10 * minute)
  expect(await hears(phone, late)).toBe('code-refused')
  const { code } = await browser.call('POST /api/me/line-proof')
  const wrong = code.endsWith('0') ? `${code.slice(0, -1)}1` : `${code.slice(0, -1)}0`
  for (let tries = 0; tries < 5; tries++) await hears(phone, wrong)
  expect(await hears(phone, code)).toBe('code-refused')
  expect(await hears(phone, (await browser.call('POST /api/me/line-proof')).code)).toBe('line-proved')
})

test('a phone added after the activation proves nothing: it may be the stranger’s own', async () => {
  const line = await t.line(a.company)
  const browser = await firstAccess(t, a.company, line, { email: address() })
  t.clock.forward(minute)
  await phoneOf(t, line)
  expect(await tasksOf(browser)).not.toContain('prove-line')
  await expect(browser.call('POST /api/me/line-proof')).rejects.toMatchObject({ code: 'line-proof.none' })
})

test('approved one by one: the line waits, its phone does not prove it, and the administrator lets it in', async () => {
  const before = await activated()
  t.clock.forward(minute)
  await set({ approve: true, invitationsOnly: false })
  expect(await tasksOf(before.browser)).toContain('prove-line')
  const { line, phone, browser } = await activated()
  expect(await browser.call('GET /api/session')).toMatchObject({ state: 'gate', step: 'wait-for-approval' })
  await expect(browser.call('GET /api/me')).rejects.toMatchObject({
    code: 'gate',
    body: { step: 'wait-for-approval' },
  })
  await expect(browser.call('POST /api/me/line-proof')).rejects.toMatchObject({ code: 'gate' })
  expect(await hears(phone, '*880000')).toBe('code-refused')
  // Calls go on, and whoever comes back later still waits.
  expect(await hears(phone, '*26#')).toBe('do-not-disturb-on')
  const again = t.browser()
  const body = { number: line.number, password: goodPassword }
  expect(await again.call('POST /api/session', { body })).toMatchObject({ session: { step: 'wait-for-approval' } })
  const letter = await lastLetter(t, 'amministratore555949@arredi.example', 'activation-waiting')
  expect(letter.text).toContain(line.name)

  const params = { activationId: (await activationOf(line))?.id ?? '' }
  await a.browser.call('POST /api/first-access/activations/:activationId/confirm', { params })
  expect(await browser.call('GET /api/session')).toMatchObject({ state: 'full' })
  expect(await activationOf(line)).toMatchObject({ state: 'confirmed', confirmedBy: 'administrator' })
})

test('by invitation only: the shared password opens no user’s line, half-way sessions are over', async () => {
  const line = await t.line(a.company)
  const body = { number: line.number, password: a.company.temporaryPassword }
  const halfWay = t.browser()
  await halfWay.call('POST /api/session', { body })
  await set({ approve: false, invitationsOnly: true })
  expect(await halfWay.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
  await expect(t.browser().call('POST /api/session', { body })).rejects.toMatchObject({ code: 'sign-in.refused' })
  expect((await a.browser.call('GET /api/first-access')).shared).toMatchObject({
    approve: false,
    invitationsOnly: true,
  })
  const colleague = await t.line(a.company, { role: 'administrator' })
  expect(await t.browser().call('POST /api/session', { body: { ...body, number: colleague.number } })).toMatchObject({
    result: 'session',
  })
  await set({ approve: false, invitationsOnly: false })
  expect(await t.browser().call('POST /api/session', { body })).toMatchObject({ result: 'session' })
})

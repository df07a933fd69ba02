import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ApiProblem } from '#contract/client.ts'
import { type SignedInStaff, staffAs } from '../../testing/staff-as.ts'
import { openTestHouse, type TestCompany, type TestHouse } from '../../testing/test-house.ts'
import { readPdf } from '../sheets/testing/read-pdf.ts'

let t: TestHouse
let company: TestCompany
let desk: SignedInStaff

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
  await t.line(company, { number: '+390125555049', name: 'Giulia Ferrero', role: 'administrator', extension: '249' })
  await t.line(company, { number: '+390125555016' })
  await t.house.cellar.asService((trx) =>
    trx.updateTable('company').set({ contact_mobile: '+393475550182' }).where('id', '=', company.id).execute(),
  )
  desk = await staffAs(t, 'desk')
})
beforeEach(() => t.house.cellar.asService((trx) => trx.deleteFrom('outbox_message').execute()))
afterAll(() => t.close())

const params = () => ({ companyId: company.id })
const list = async (query: { kind?: 'credentials' | 'others'; problems?: 'true' } = {}) =>
  (await desk.browser.call('GET /api/provider/customers/:companyId/deliveries', { params: params(), query })).deliveries
const renew = (delivery: 'email' | 'sms' | 'technician', againOf?: string) =>
  desk.browser.call('POST /api/provider/customers/:companyId/temporary-password', {
    params: params(),
    body: { delivery, ...(againOf ? { againOf } : {}) },
  })
const again = (deliveryId: string) =>
  desk.browser.call('POST /api/provider/customers/:companyId/deliveries/:deliveryId/again', {
    params: { ...params(), deliveryId },
  })
const byHand = (deliveryId: string, name: string) =>
  desk.browser.call('POST /api/provider/customers/:companyId/deliveries/:deliveryId/by-hand', {
    params: { ...params(), deliveryId },
    body: { name },
  })
const printed = (temporaryPassword: string, generation: number) =>
  desk.browser.raw('POST', `/api/provider/customers/${company.id}/temporary-password/sheet`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ temporaryPassword, generation }),
  })

/** As the outbox and the gateway would leave it. */
const found = (channel: 'sms' | 'email', facts: Record<string, unknown>) =>
  t.house.cellar.asService((trx) =>
    trx.updateTable('outbox_message').set(facts).where('channel', '=', channel).execute(),
  )

async function problemOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'none'
  } catch (error) {
    return error instanceof ApiProblem ? error.code : String(error)
  }
}

test('number and secret go apart, and the list says where and when, never what', async () => {
  const done = await renew('sms')
  expect(done).toMatchObject({
    waiting: 2,
    secretTo: '347••••82',
    numbersTo: 'c•••@a•••.example',
    temporaryPassword: null,
  })
  const [letter] = await t.letters('contatto@arredi.example')
  const [message] = await t.letters('+393475550182')
  const secret = /[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/.exec(message?.text ?? '')?.[0] ?? ''
  expect(secret).not.toBe('')
  expect(letter?.text).not.toContain(secret)
  expect(message?.text).not.toContain('0125')

  await t.house.outbox.drain()
  const deliveries = await list()
  expect(
    deliveries.map(({ channel, recipient, state, letter: name }) => [channel, recipient, state, name]).toSorted(),
  ).toEqual([
    ['email', 'c•••@a•••.example', 'sent', 'credentials'],
    ['sms', '347••••82', 'sent', 'credentials-secret'],
  ])
  expect(JSON.stringify(deliveries)).not.toContain(secret)
  expect(await list({ kind: 'others' })).toEqual([])

  const events = await t.house.cellar.asService((trx) =>
    trx
      .selectFrom('audit_event')
      .select(['company_id', 'facts'])
      .where('action', '=', 'password.shared-rotated')
      .execute(),
  )
  expect(events.map((event) => event.company_id === company.id).toSorted()).toEqual([false, true])
  expect(JSON.stringify(events)).not.toContain(secret)
})

test('what failed says why, asks for a new password, and is then repeated', async () => {
  await renew('sms')
  await found('sms', { failed_at: t.clock.now, failure: 'not-reached', content: null, sent_at: null })
  const failed = (await list({ problems: 'true' }))[0]
  expect(failed).toMatchObject({ state: 'failed', failure: 'not-reached', again: 'new-password', mayBeHanded: true })
  expect(await problemOf(again(failed?.id ?? ''))).toBe('delivery.over')
  await renew('email', failed?.id)
  expect((await list()).find(({ id }) => id === failed?.id)).toMatchObject({ repeated: true, again: null })
})

test('what perhaps left is sent once more with the same words, once', async () => {
  await renew('sms')
  const text = { subject: '', text: 'Password: ABCD', html: null }
  await found('sms', { perhaps_at: t.clock.now, sent_at: null, content: JSON.stringify(text) })
  const id = (await list()).find(({ state }) => state === 'perhaps')?.id ?? ''
  await again(id)
  expect((await t.letters('+393475550182')).filter(({ text: words }) => words === 'Password: ABCD')).toHaveLength(1)
  expect((await list()).find((one) => one.id === id)).toMatchObject({ state: 'perhaps', repeated: true, again: null })
  expect(await problemOf(again(id))).toBe('delivery.over')
})

test('what waits after a failed attempt is tried now', async () => {
  await renew('sms')
  const later = new Date(t.clock.now.getTime() + 3_600_000)
  const content = JSON.stringify({ subject: '', text: 'ciao', html: null })
  await found('sms', { sent_at: null, content, next_attempt_at: later, attempts: 3, last_error: 'SMPP 0x00000008' })
  const waiting = (await list()).find(({ channel }) => channel === 'sms')
  expect(waiting).toMatchObject({ retryAt: later.toISOString(), again: 'now' })
  await again(waiting?.id ?? '')
  await t.house.outbox.drain()
  expect((await list()).find(({ id }) => id === waiting?.id)).toMatchObject({ state: 'sent' })
})

test('the technician’s sheet: printed with the password just made, handed over by name', async () => {
  const { temporaryPassword, generation } = await renew('technician')
  if (!temporaryPassword) throw new Error('no password was shown')
  const sheet = await printed(temporaryPassword, generation)
  expect([sheet.status, sheet.headers['content-type']]).toEqual([200, 'application/pdf'])
  const { pages } = readPdf(sheet.bytes)
  expect(pages).toHaveLength(1)
  for (const words of [
    temporaryPassword,
    'Arredi Canavese S.r.l.',
    'Giulia Ferrero',
    'interno 249',
    'http://localhost:8080',
  ])
    expect(pages[0]).toContain(words)
  expect((await printed(temporaryPassword, generation - 1)).status).toBe(409)
  expect((await printed('<b>', generation)).status).toBe(400)

  const [row] = await list()
  expect(row).toMatchObject({ channel: 'technician', state: 'to-hand', recipient: null, mayBeHanded: true })
  await byHand(row?.id ?? '', 'Dario Neri')
  expect((await list())[0]).toMatchObject({ state: 'by-hand', by: 'Dario Neri', again: null, mayBeHanded: false })
  expect(await problemOf(byHand(row?.id ?? '', 'Dario Neri'))).toBe('delivery.over')

  const number = '0125 555 016'
  const old = { number, password: company.temporaryPassword }
  expect(await problemOf(t.browser().call('POST /api/session', { body: old }))).toBe('sign-in.refused')
})

test('another company’s delivery, a contract without mobile, and a closed company', async () => {
  await renew('sms')
  const other = await t.company('Altra S.r.l.')
  const [row] = await list()
  const elsewhere = { companyId: other.id, deliveryId: row?.id ?? '' }
  const path = 'POST /api/provider/customers/:companyId/deliveries/:deliveryId/again'
  expect(await problemOf(desk.browser.call(path, { params: elsewhere }))).toBe('not-found')
  const renewOther = (delivery: 'sms' | 'email') =>
    desk.browser.call('POST /api/provider/customers/:companyId/temporary-password', {
      params: { companyId: other.id },
      body: { delivery },
    })
  expect(await problemOf(renewOther('sms'))).toBe('delivery.no-way')
  await t.house.cellar.asService((trx) =>
    trx.updateTable('company').set({ closed_at: t.clock.now }).where('id', '=', other.id).execute(),
  )
  expect(await problemOf(renewOther('email'))).toBe('customer.state')
})

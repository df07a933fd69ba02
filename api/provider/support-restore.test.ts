import { afterEach, beforeEach, expect, it } from 'vitest'
import { addDays, hour } from '#domain/clock.ts'
import {
  firstAccess,
  goodPassword,
  openTestHouse,
  otherPassword,
  type TestCompany,
  type TestHouse,
  type TestLine,
} from '../testing/test-house.ts'
import { restoreBySupport, type SupportRestore } from './support-restore.ts'

let test: TestHouse
let company: TestCompany
let giulia: TestLine
const request: SupportRestore = {
  number: '0125 555 049',
  email: 'giulia.ferrero@arredi.example',
  ticket: 'T-4711',
  requestedBy: 'm.rossi',
  approvedBy: 'l.bianchi',
  requestedAt: null,
  consentOf: null,
  spoken: false,
}

beforeEach(async () => {
  test = await openTestHouse()
  company = await test.company()
  giulia = await test.line(company, { number: '+390125555049', name: 'Giulia Ferrero', role: 'administrator' })
})
afterEach(() => test.close())

const lineOf = ({ id }: TestLine) =>
  test.house.cellar.asService((trx) =>
    trx.selectFrom('line').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
const post = (path: string, body: object, browser = test.browser()) =>
  browser.raw('POST', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
const signIn = (password: string, browser = test.browser()) =>
  post('/api/session', { number: giulia.number, password }, browser)

it('brings an administrator back whose password has expired and who never gave an e-mail', async () => {
  test.clock.days(366)
  const expired = await signIn(company.temporaryPassword)
  expect(expired.json()).toMatchObject({ reset: 'support' })

  const done = await restoreBySupport(test.house, request)
  expect(done).toMatchObject({
    name: 'Giulia Ferrero',
    emailRecorded: true,
    secret: { email: 'contatto@arredi.example' },
  })
  expect(done.expiresAt).toEqual(new Date(test.clock.now.getTime() + 72 * hour))
  expect(await lineOf(giulia)).toMatchObject({
    credential: 'temporary',
    credential_set_at: test.clock.now,
    credential_expires_at: done.expiresAt,
    email: 'giulia.ferrero@arredi.example',
    email_status: 'pending',
    email_source: 'support',
    search_text: expect.stringMatching(/\ngiulia\.ferrero@arredi\.example$/),
  })
  const browser = test.browser()
  expect((await signIn(done.temporaryPassword, browser)).status).toBe(200)
  await post('/api/session/view', { view: 'user' }, browser)
  const changed = await post(
    '/api/password/change',
    { oldPassword: done.temporaryPassword, newPassword: goodPassword },
    browser,
  )
  expect(changed.status).toBe(200)
})

it('gives 72 hours and not one more', async () => {
  const done = await restoreBySupport(test.house, request)
  test.clock.forward(72 * hour + 1)
  expect((await signIn(done.temporaryPassword)).json()).toMatchObject({ result: 'expired' })
})

it('ends everything the line had open', async () => {
  const browser = await firstAccess(test, company, giulia, { administrator: true })
  await test.house.cellar.asService(async (trx) => {
    const { id: line_id, companyId: company_id } = { id: giulia.id, companyId: company.id }
    const at = { created_at: test.clock.now, expires_at: addDays(test.clock.now, 30) }
    await trx
      .insertInto('remember_family')
      .values({
        selector: Buffer.from('s'),
        line_id,
        company_id,
        validator_hash: Buffer.from('v'),
        rotated_at: at.created_at,
        ...at,
        label: 'PC',
        ip_prefix: '192.0.2',
      })
      .execute()
    await trx
      .insertInto('mailed_link')
      .values({ hash: Buffer.from('r'), line_id, company_id, purpose: 'reset', ...at })
      .execute()
  })
  await restoreBySupport(test.house, request)
  const left = await test.house.cellar.asService(async (trx) => ({
    sessions: await trx.selectFrom('session').select('id').execute(),
    families: await trx.selectFrom('remember_family').select('revoked_at').execute(),
    links: await trx.selectFrom('mailed_link').select('purpose').execute(),
    grants: await trx.selectFrom('acting_grant').select('id').where('ended_at', 'is', null).execute(),
  }))
  expect(left).toEqual({ sessions: [], families: [{ revoked_at: test.clock.now }], links: [], grants: [] })
  expect((await signIn(goodPassword)).status).toBe(401)
  expect((await browser.raw('GET', '/api/session')).json()).toMatchObject({ state: 'anonymous' })
})

it('keeps an address that its owner has confirmed', async () => {
  await firstAccess(test, company, giulia, {
    email: 'giulia@arredi.example',
    administrator: true,
    password: otherPassword,
  })
  const done = await restoreBySupport(test.house, request)
  expect(done.emailRecorded).toBe(false)
  expect(await lineOf(giulia)).toMatchObject({ email: 'giulia@arredi.example', email_status: 'verified' })
})

it('sends the secret to the contract’s contact and the news to everybody', async () => {
  const giada = await test.line(company, { name: 'Giada Martini', role: 'administrator' })
  await firstAccess(test, company, giulia, { email: 'giulia@arredi.example', administrator: true })
  await firstAccess(test, company, giada, { email: 'giada@arredi.example', administrator: true })
  const { temporaryPassword } = await restoreBySupport(test.house, { ...request, consentOf: giada.number })
  const sent = (await test.letters()).filter(({ letter }) => letter.startsWith('support-restore'))
  expect(sent.map(({ to, letter }) => `${letter} ${to}`).sort()).toEqual([
    'support-restore contatto@arredi.example',
    'support-restore-notice contatto@arredi.example',
    'support-restore-notice giada@arredi.example',
    'support-restore-notice giulia@arredi.example',
  ])
  expect(sent.filter(({ text }) => text.includes(temporaryPassword)).map(({ letter }) => letter)).toEqual([
    'support-restore',
  ])
})

it('sends no secret that was told on the telephone', async () => {
  const done = await restoreBySupport(test.house, { ...request, spoken: true })
  expect(done.secret).toBe('spoken')
  expect((await test.letters()).map(({ letter }) => letter)).toEqual(['support-restore-notice'])
})

it('is written in the company’s log and in the provider’s, without the secret', async () => {
  const done = await restoreBySupport(test.house, { ...request, spoken: true })
  const events = await test.house.cellar.asService((trx) =>
    trx.selectFrom('audit_event').selectAll().where('action', '=', 'line.restored-by-support').orderBy('id').execute(),
  )
  expect(
    events.map((event) => [event.company_id, event.actor_role, event.actor_name, event.subject_id, event.facts]),
  ).toEqual(
    [company.id, null].map((owner) => [
      owner,
      'support',
      'm.rossi',
      giulia.id,
      {
        ticket: 'T-4711',
        approvedBy: 'l.bianchi',
        secret: 'spoken',
        consentOf: null,
        ...(owner === null ? { customerId: company.id, customer: 'Arredi Canavese S.r.l.' } : {}),
      },
    ]),
  )
  expect(JSON.stringify(events)).not.toContain(done.temporaryPassword)
})

it.each([
  ['the same person twice', { approvedBy: 'M. Rossi' }, 'same-person'],
  ['without a ticket', { ticket: '' }, 'ticket-missing'],
  ['an unknown number', { number: '0125 555 999' }, 'number-unknown'],
  ['a number that is none', { number: 'x' }, 'number-unknown'],
  ['an address that is none', { email: 'x' }, 'email-invalid'],
])('refuses %s, and changes nothing', async (_, change, reason) => {
  const before = await lineOf(giulia)
  await expect(restoreBySupport(test.house, { ...request, ...change })).rejects.toMatchObject({ reason })
  expect(await lineOf(giulia)).toEqual(before)
  expect(await test.letters()).toEqual([])
})

it('is for administrators only', async () => {
  const paolo = await test.line(company, { name: 'Paolo Bertone' })
  await expect(restoreBySupport(test.house, { ...request, number: paolo.number })).rejects.toMatchObject({
    reason: 'line-not-administrator',
  })
})

it('asks another administrator who can be reached, or waits a day', async () => {
  const giada = await test.line(company, { name: 'Giada Martini', role: 'administrator' })
  await firstAccess(test, company, giada, { email: 'giada@arredi.example', administrator: true })
  await expect(restoreBySupport(test.house, request)).rejects.toMatchObject({
    reason: 'other-administrator',
    facts: { number: giada.number },
  })
  await expect(
    restoreBySupport(test.house, { ...request, requestedAt: addDays(test.clock.now, -1) }),
  ).resolves.toBeDefined()
})

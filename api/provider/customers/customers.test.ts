import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { placeCall } from '#domain/call-handling/place-call.ts'
import { addDays, day } from '#domain/clock.ts'
import { absentEngine } from '#telephony/absent-engine.ts'
import type { SipUser } from '#telephony/call-engine.ts'
import { phoneOf } from '../../call-handling/testing/calls.ts'
import { cleanUp } from '../../due-work/clean-up.ts'
import { type GrownLine, grownLine, ownAddress, signedIn } from '../../testing/grown-line.ts'
import { type SignedInStaff, staffAs } from '../../testing/staff-as.ts'
import { openTestHouse, type TestCompany, type TestHouse } from '../../testing/test-house.ts'

/** The provider's customers: found by anything, suspended, closed, and what their contract says. */

let t: TestHouse
let desk: SignedInStaff
let activation: SignedInStaff
let supervisor: SignedInStaff

const forgotten: SipUser[] = []

beforeAll(async () => {
  t = await openTestHouse({}, undefined, {
    ...absentEngine,
    forgetDevice: async (user) => void forgotten.push(user),
  })
  desk = await staffAs(t, 'desk')
  activation = await staffAs(t, 'activation', { name: 'Ivo Serra' })
  supervisor = await staffAs(t, 'supervisor')
})
afterAll(() => t.close())

let companies = 0

async function aCustomer(name: string, facts: Record<string, unknown> = {}) {
  companies += 1
  const company = await t.company(name)
  if (Object.keys(facts).length)
    await t.house.cellar.asService((trx) =>
      trx.updateTable('company').set(facts).where('id', '=', company.id).execute(),
    )
  const prefix = `+390125${companies}5`
  const giulia = await grownLine(t, company, {
    role: 'administrator',
    number: `${prefix}1000`,
    name: `Giulia ${name.split(' ')[0]}`,
    email: `giulia${companies}@cliente.example`,
  })
  const marco = await grownLine(t, company, { number: `${prefix}1001`, name: 'Marco Conti' })
  return { company, giulia, marco }
}

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )

const names = async (search: string, more: { state?: 'suspended' } = {}) =>
  (await desk.browser.call('GET /api/provider/customers', { query: { search, order: 'name', ...more } })).customers.map(
    ({ name }) => name,
  )

test('a customer is found by name, VAT number, contract and any number, however they are written', async () => {
  const { company } = await aCustomer('Caffè D’Angelo S.n.c.', {
    vat_number: '01234560017',
    contract_number: 'OS-204418',
  })
  await t.house.cellar.asService((trx) =>
    trx
      .insertInto('number_block')
      .values({
        id: randomUUID(),
        company_id: company.id,
        first_number: '+390125666000',
        last_number: '+390125666099',
      })
      .execute(),
  )
  const only = ['Caffè D’Angelo S.n.c.']
  for (const typed of [
    'caffe dangelo',
    "D'ANGELO",
    '01234560017',
    'IT 0123 4560 017',
    'os-204418',
    '0125 151001',
    '+39 0125 15',
    '0039012515100',
    '0125 666 042',
  ])
    expect(await names(typed), typed).toEqual(only)
  expect(await names('nessuno così')).toEqual([])
  expect(await names('0125 667 042')).toEqual([])
})

test('the list says where, how many lines and how far the first access is; drafts stand among the customers', async () => {
  const { company } = await aCustomer('Zeta Mobili S.r.l.')
  await t.line(company)
  await t.house.cellar.asService(async (trx) => {
    await trx
      .updateTable('site')
      .set({ town: 'Ivrea', province: 'TO', main_number: '+390125555000' })
      .where('id', '=', company.sites.ivrea)
      .execute()
  })
  const list = () => desk.browser.call('GET /api/provider/customers', { query: { search: 'zeta mobili' } })
  const expected = { place: 'Ivrea (TO)', mainNumber: '+390125555000', lines: 3, completed: 2, state: 'active' }
  expect((await list()).customers).toMatchObject([expected])
  // The count is remembered, and follows the directory all the same.
  await t.line(company)
  expect((await list()).customers).toMatchObject([{ ...expected, lines: 4 }])

  await t.house.cellar.asService((trx) =>
    trx
      .insertInto('customer_draft')
      .values({
        id: randomUUID(),
        name: 'Zeta Nuova S.p.A.',
        name_key: 'zeta nuova s.p.a.',
        data: JSON.stringify({}),
        created_at: t.clock.now,
        created_by: 'Ivo Serra',
        updated_at: t.clock.now,
        updated_by: 'Ivo Serra',
      })
      .execute(),
  )
  const both = await desk.browser.call('GET /api/provider/customers', { query: { search: 'zeta', order: 'name' } })
  expect(both.customers.map(({ name, state }) => [name, state])).toEqual([
    ['Zeta Mobili S.r.l.', 'active'],
    ['Zeta Nuova S.p.A.', 'draft'],
  ])
  expect(both.total).toBe(2)
})

test('whoever waits for an answer stands first; pages follow each other without gaps', async () => {
  const { company, giulia } = await aCustomer('Pagina Ultima S.r.l.')
  for (const letter of ['A', 'B', 'C']) await t.company(`Pagina ${letter}`)
  await t.house.cellar.asService((trx) =>
    trx
      .insertInto('service_request')
      .values({
        id: randomUUID(),
        company_id: company.id,
        line_id: giulia.id,
        kind: 'reset-without-email',
        opened_at: t.clock.now,
        last_at: t.clock.now,
      })
      .execute(),
  )
  const page = async (number: number) => {
    const query = { search: 'pagina', size: 2, page: number }
    const { customers, total } = await desk.browser.call('GET /api/provider/customers', { query })
    return [customers.map(({ name }) => name), total]
  }
  expect(await page(1)).toEqual([['Pagina Ultima S.r.l.', 'Pagina A'], 4])
  expect(await page(2)).toEqual([['Pagina B', 'Pagina C'], 4])
})

test('pages of any size hold everybody once: who waits, newest first, then customers and drafts by name', async () => {
  const waitsSince = async (name: string, minutes: number) => {
    const { company, giulia } = await aCustomer(name)
    const at = new Date(t.clock.now.getTime() - minutes * 60_000)
    const request = { company_id: company.id, line_id: giulia.id, kind: 'reset-without-email' as const }
    await t.house.cellar.asService((trx) =>
      trx
        .insertInto('service_request')
        .values({ ...request, id: randomUUID(), opened_at: at, last_at: at })
        .execute(),
    )
  }
  for (const letter of ['A', 'C', 'D', 'F']) await t.company(`Sfoglia ${letter}`)
  await waitsSince('Sfoglia B', 30)
  await waitsSince('Sfoglia G', 20)
  await waitsSince('Sfoglia E', 10)
  const draft = { data: JSON.stringify({}), created_by: 'Ivo Serra', updated_by: 'Ivo Serra' }
  await t.house.cellar.asService((trx) =>
    trx
      .insertInto('customer_draft')
      .values(
        ['Bozza', 'Zeta'].map((name) => ({
          ...{ ...draft, id: randomUUID(), name: `Sfoglia ${name}`, name_key: `sfoglia ${name.toLowerCase()}` },
          ...{ created_at: t.clock.now, updated_at: t.clock.now },
        })),
      )
      .execute(),
  )
  const orders = {
    requests: ['E', 'G', 'B', 'A', 'Bozza', 'C', 'D', 'F', 'Zeta'],
    name: ['A', 'B', 'Bozza', 'C', 'D', 'E', 'F', 'G', 'Zeta'],
  }
  for (const order of ['requests', 'name'] as const)
    for (const size of [1, 2, 3, 4, 9]) {
      const seen: string[] = []
      for (let page = 1; page <= Math.ceil(9 / size); page++) {
        const query = { search: 'sfoglia', order, size, page }
        const { customers, total } = await desk.browser.call('GET /api/provider/customers', { query })
        expect(total).toBe(9)
        seen.push(...customers.map(({ name, request }) => `${name}${request ? ' waits' : ''}`))
      }
      const waits = (name: string) => (['B', 'E', 'G'].includes(name) ? ' waits' : '')
      expect(seen).toEqual(orders[order].map((name) => `Sfoglia ${name}${waits(name)}`))
    }
})

test('a customer’s page shows administrators without their addresses, lines, sites and what happened', async () => {
  const { company, giulia } = await aCustomer('Officina Serra')
  const params = { companyId: company.id }
  const page = await desk.browser.call('GET /api/provider/customers/:companyId', { params })
  expect(page).toMatchObject({ name: 'Officina Serra', lines: 2, completed: 2, openRequests: 0 })
  expect(page.administrators).toMatchObject([{ lineId: giulia.id, passwordExpired: false, emailStatus: 'verified' }])
  expect(JSON.stringify(page)).not.toContain(giulia.email)
  expect(page.sites.map(({ name, lines, timeZone }) => [name, lines, timeZone])).toEqual([
    ['Ivrea', 2, 'Europe/Rome'],
    ['Torino', 0, 'Europe/Rome'],
  ])
  const { lines, total } = await desk.browser.call('GET /api/provider/customers/:companyId/lines', {
    params,
    query: { search: 'marco' },
  })
  expect([lines.map(({ name }) => name), total]).toEqual([['Marco Conti'], 1])
  await signedIn(t, giulia)
  const log = await desk.browser.call('GET /api/provider/customers/:companyId/log', { params, query: {} })
  expect(log.events[0]).toMatchObject({ action: 'sign-in', line: { number: giulia.number }, facts: {} })
})

test('any line of any customer is found by the beginning of its number or name', async () => {
  const { marco } = await aCustomer('Linee Ovunque')
  const found = async (search: string) =>
    (await desk.browser.call('GET /api/provider/lines', { query: { search } })).lines.map(({ number }) => number)
  expect(await found(marco.number)).toEqual([marco.number])
  expect(await found(marco.number.slice(3, 10))).toContain(marco.number)
  expect(await found('giulia linee')).toHaveLength(1)
  expect(await found('')).toEqual([])
  expect(await found('%')).toEqual([])
})

const dial = async (line: GrownLine, dialled: string) => {
  const facts = await t.house.facts.line(line.id)
  const company = await t.house.facts.company(line.company.id)
  if (!facts || !company) throw new Error('no facts')
  const placed = placeCall({ line: facts, dialled, withheld: false, dialPlan: company.dialPlan, trunk: true })
  if (placed.kind === 'number') return placed.plan.reasons[0]?.rule
  return placed.kind === 'plan' ? placed.plan.reasons[0]?.rule : placed.kind
}

test('suspended: nothing goes out but to 112, to support and to colleagues; people sign in as before', async () => {
  const { company, giulia, marco } = await aCustomer('Caseificio Valle Elvo')
  const params = { companyId: company.id }
  expect(await dial(marco, '0115550100')).toBe('dialled-outside')
  const suspend = (who: SignedInStaff, reason = 'Fatture non pagate') =>
    who.browser.call('POST /api/provider/customers/:companyId/suspend', { params, body: { reason } })
  expect(await refused(suspend(desk))).toBe('forbidden')
  expect(await suspend(activation)).toMatchObject({ state: 'suspended', stateReason: 'Fatture non pagate' })
  expect(await refused(suspend(activation))).toBe('customer.state')

  expect(await dial(marco, '0115550100')).toBe('class-barred')
  expect(await dial(marco, '3475552043')).toBe('class-barred')
  expect(await dial(marco, '112')).toBe('dialled-emergency')
  expect(await dial(marco, '1928')).toBe('dialled-outside')
  expect(await dial(marco, giulia.extension)).toBe('line')
  expect((await (await signedIn(t, marco)).call('GET /api/session')).state).toBe('full')
  expect(await names('valle elvo', { state: 'suspended' })).toHaveLength(1)

  const back = await activation.browser.call('POST /api/provider/customers/:companyId/reactivate', {
    params,
    body: { reason: 'Pagato' },
  })
  expect(back).toMatchObject({ state: 'active', suspendedAt: null })
  expect(await dial(marco, '0115550100')).toBe('dialled-outside')

  // Both logs know: the customer's, and the provider's.
  const own = await desk.browser.call('GET /api/provider/customers/:companyId/log', { params, query: {} })
  expect(own.events.filter(({ actorRole }) => actorRole === 'support').map(({ action }) => action)).toEqual([
    'company.reactivated',
    'company.suspended',
  ])
  const provider = await desk.browser.call('GET /api/provider/log', {
    query: { customerId: company.id, staffId: activation.id, action: 'company.suspended' },
  })
  expect(provider.events).toMatchObject([
    { actorName: 'Ivo Serra', customer: { name: 'Caseificio Valle Elvo' }, facts: { reason: 'Fatture non pagate' } },
  ])
})

test('closed: whoever was in is out, the door answers as to a stranger, only 112 is left', async () => {
  const { company, marco } = await aCustomer('Tipografia Alpina')
  const params = { companyId: company.id }
  const browser = await signedIn(t, marco)
  const close = (who: SignedInStaff, name: string) =>
    refused(
      who.browser.call('POST /api/provider/customers/:companyId/close', { params, body: { reason: 'Disdetta', name } }),
    )
  expect(await close(activation, 'Tipografia Alpina')).toBe('forbidden')
  expect(await close(supervisor, 'Tipografia')).toBe('customer.name')
  const phone = await phoneOf(t, marco)
  expect(await close(supervisor, 'tipografia alpina')).toBe('done')
  // Gone from the switchboard at once, not when their registration ends.
  await vi.waitFor(() => expect(forgotten).toEqual([{ user: phone.user, domain: phone.domain }]), 10_000)
  expect(await t.house.facts.phone(phone)).toBeUndefined()
  expect(await refused(browser.call('GET /api/me'))).toBe('session.none')
  const body = { number: marco.number, password: marco.password, remember: false }
  expect(await refused(t.browser({ ip: ownAddress() }).call('POST /api/session', { body }))).toBe('sign-in.refused')
  expect(await dial(marco, '0115550100')).toBe('line-suspended')
  expect(await dial(marco, '112')).toBe('dialled-emergency')
  expect(await close(supervisor, 'Tipografia Alpina')).toBe('customer.state')
})

async function contractOf(company: TestCompany, body: Record<string, unknown>) {
  const params = { companyId: company.id }
  return (await activation.browser.call('PATCH /api/provider/customers/:companyId/contract', { params, body })).contract
}

const expiryOf = async (line: GrownLine) =>
  (
    await t.house.cellar.asService((trx) =>
      trx.selectFrom('line').select('credential_expires_at').where('id', '=', line.id).executeTakeFirstOrThrow(),
    )
  ).credential_expires_at

test('expiry off: passwords never end; on again: a year from when they were set, and never without notice', async () => {
  const { company, marco } = await aCustomer('Scadenza S.r.l.')
  const set = t.clock.now
  expect(await contractOf(company, { passwordExpiry: false })).toMatchObject({ passwordExpiry: false })
  expect(await expiryOf(marco)).toBeNull()
  t.clock.days(400)
  const at = t.clock.now
  activation = await staffAs(t, 'activation', { name: 'Ivo Serra' })
  expect((await (await signedIn(t, marco)).call('GET /api/session')).state).toBe('full')
  await contractOf(company, { passwordExpiry: true })
  expect(await expiryOf(marco)).toEqual(addDays(at, 30))
  t.clock.now = set
  await contractOf(company, { passwordExpiry: false })
  await contractOf(company, { passwordExpiry: true })
  expect(await expiryOf(marco)).toEqual(addDays(set, 365))
})

test('a second factor required: administrators set one up before anything else, users go on as before', async () => {
  const { company, giulia, marco } = await aCustomer('Due Fattori S.r.l.')
  const browser = await signedIn(t, giulia, { view: 'administrator' })
  await contractOf(company, { mfaRequired: true })
  const session = () => browser.call('GET /api/session')
  expect(await session()).toMatchObject({ state: 'gate', step: 'set-up-second-factor' })
  expect(await refused(browser.call('GET /api/directory/lines', { query: {} }))).toBe('gate')
  const { secret } = await browser.call('POST /api/me/totp/begin')
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: t.clock.now.getTime() })
  expect((await browser.call('POST /api/me/totp/confirm', { body: { code } })).recoveryCodes).toHaveLength(10)
  expect(await session()).toMatchObject({ state: 'full', view: 'administrator' })
  expect((await (await signedIn(t, marco)).call('GET /api/session')).state).toBe('full')
})

test('languages of the contract: who speaks another moves, and nobody chooses it again', async () => {
  const { company, marco } = await aCustomer('Lingue S.r.l.')
  const browser = await signedIn(t, marco)
  const speak = (language: 'it' | 'en') => browser.call('PATCH /api/me/preferences', { body: { language } })
  await speak('en')
  await contractOf(company, { languages: ['it'] })
  expect(await browser.call('GET /api/session')).toMatchObject({ language: 'it', languages: ['it'] })
  expect(await refused(speak('en'))).toBe('language.not-offered')
})

test('calls are kept as long as the contract says', async () => {
  const { company, marco } = await aCustomer('Conserva S.r.l.')
  const other = await aCustomer('Conserva Molto S.r.l.')
  await contractOf(company, { callRetentionDays: 7 })
  const call = (line: GrownLine, daysAgo: number) => ({
    id: randomUUID(),
    company_id: line.company.id,
    line_id: line.id,
    call_id: randomUUID(),
    direction: 'in' as const,
    list: 'missed' as const,
    outcome: 'unanswered' as const,
    started_at: new Date(t.clock.now.getTime() - daysAgo * day),
    other_key: 'x',
    search_text: '',
    detail: JSON.stringify({}),
  })
  await t.house.cellar.asService((trx) =>
    trx
      .insertInto('call_record')
      .values([call(marco, 8), call(marco, 6), call(other.marco, 8)] as never)
      .execute(),
  )
  await cleanUp(t.house).run(() => true)
  const left = async (line: GrownLine) =>
    (
      await t.house.cellar.asService((trx) =>
        trx.selectFrom('call_record').select('id').where('line_id', '=', line.id).execute(),
      )
    ).length
  expect([await left(marco), await left(other.marco)]).toEqual([1, 1])
})

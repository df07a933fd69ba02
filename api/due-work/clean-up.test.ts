import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Cellar, Transaction } from '#database/connect.ts'
import { freshCellar } from '#database/testing/fresh-cellar.ts'
import { addDays, hour, later } from '#domain/clock.ts'
import { aCompany, emptyCompanies } from './testing/a-company.ts'
import { aHouse } from './testing/a-house.ts'

const now = new Date('2026-07-15T12:00:00Z')
const ago = (days: number) => addDays(now, -days)
const bytes = (text: string) => createHash('sha256').update(text).digest()

let cellar: Cellar
let house: ReturnType<typeof aHouse>
let line: { line_id: string; company_id: string }
let otherLine: { line_id: string; company_id: string }

beforeAll(async () => {
  cellar = await freshCellar()
})

beforeEach(async () => {
  await emptyCompanies(cellar)
  house = aHouse(cellar, now.toISOString())
  const { id, aLine } = await aCompany(cellar)
  line = { company_id: id, line_id: await aLine() }
  otherLine = { company_id: id, line_id: await aLine() }
})

afterEach(() => house.stop())

const put = <T>(work: (trx: Transaction) => Promise<T>) => cellar.asService(work)
const run = () => house.dueWork().runOnce()

test('sessions go when they end', async () => {
  const session = (label: string, expires_at: Date) => ({
    ...line,
    hash: bytes(label),
    id: randomUUID(),
    kind: 'full' as const,
    password_kind: 'own' as const,
    created_at: ago(1),
    last_seen_at: ago(1),
    expires_at,
    label,
    ip: '192.0.2.7',
  })
  const sessions = [session('ended', now), session('open', later(now, hour))]
  await put((trx) => trx.insertInto('session').values(sessions).execute())
  await run()
  expect(await put((trx) => trx.selectFrom('session').select('label').execute())).toEqual([{ label: 'open' }])
})

test('remembered computers go when they end, or a month after they were revoked', async () => {
  const family = (label: string, expires_at: Date, revoked_at: Date | null) => ({
    ...line,
    selector: bytes(label),
    validator_hash: bytes(label),
    rotated_at: ago(90),
    created_at: ago(90),
    expires_at,
    label,
    ip_prefix: '192.0.2',
    revoked_at,
  })
  const families = [
    family('ended', ago(0), null),
    family('revoked long ago', addDays(now, 5), ago(30)),
    family('revoked', addDays(now, 5), ago(29)),
    family('used', addDays(now, 5), null),
  ]
  await put((trx) => trx.insertInto('remember_family').values(families).execute())
  await run()
  expect(await put((trx) => trx.selectFrom('remember_family').select('label').orderBy('label').execute())).toEqual([
    { label: 'revoked' },
    { label: 'used' },
  ])
})

test('links and codes go when they are of no use, a day after they were made', async () => {
  const link = (address: string, created_at: Date, expires_at: Date, used_at: Date | null) => ({
    ...line,
    hash: bytes(address),
    purpose: 'undo-email' as const,
    address,
    created_at,
    expires_at,
    used_at,
  })
  const links = [
    link('expired', ago(2), ago(1), null),
    link('used', ago(2), addDays(now, 5), ago(1)),
    link('expired today', ago(0.5), ago(0.4), null),
    link('good', ago(2), addDays(now, 5), null),
  ]
  const code = (of: typeof line, address: string, created_at: Date) => ({
    ...of,
    address,
    code_hash: bytes(address),
    session_hash: bytes(address),
    created_at,
    expires_at: later(created_at, hour),
  })
  await put(async (trx) => {
    await trx.insertInto('mailed_link').values(links).execute()
    await trx
      .insertInto('email_code')
      .values([code(line, 'old', ago(1)), code(otherLine, 'today', ago(0.5))])
      .execute()
  })
  await run()
  expect(await put((trx) => trx.selectFrom('mailed_link').select('address').orderBy('address').execute())).toEqual([
    { address: 'expired today' },
    { address: 'good' },
  ])
  expect(await put((trx) => trx.selectFrom('email_code').select('address').execute())).toEqual([{ address: 'today' }])
})

test('throttles go a day after the last failure, unless they still make somebody wait', async () => {
  const throttle = (rule: string, last: number, blocked_until: Date | null = null) => ({
    key: bytes(rule + last),
    rule,
    failures: 3,
    consecutive: 3,
    first_failure_at: ago(last),
    last_failure_at: ago(last),
    blocked_until,
  })
  const throttles = [
    throttle('signInAddress', 1),
    throttle('signInAddressDay', 1.1),
    throttle('resetAccountDay', 0.9),
    throttle('signInUnknownDevice', 2, later(now, hour)),
    throttle('sharedPassword', 2, now),
  ]
  await put((trx) => trx.insertInto('throttle').values(throttles).execute())
  await run()
  const left = await put((trx) => trx.selectFrom('throttle').select('rule').orderBy('rule').execute())
  expect(left.map(({ rule }) => rule)).toEqual(['resetAccountDay', 'signInUnknownDevice'])
})

test('letters go a month after they left or were given up; waiting ones stay', async () => {
  const message = (recipient: string, gone: { sent_at?: Date; failed_at?: Date }) => ({
    id: randomUUID(),
    channel: 'email' as const,
    recipient,
    letter: 'reset',
    content: '{}',
    created_at: ago(60),
    next_attempt_at: ago(60),
    ...gone,
  })
  const messages = [
    message('sent', { sent_at: ago(30) }),
    message('given up', { failed_at: ago(30) }),
    message('sent lately', { sent_at: ago(29) }),
    message('waiting', {}),
  ]
  await put((trx) => trx.insertInto('outbox_message').values(messages).execute())
  await run()
  const left = await put((trx) => trx.selectFrom('outbox_message').select('recipient').orderBy('recipient').execute())
  expect(left.map(({ recipient }) => recipient)).toEqual(['sent lately', 'waiting'])
})

test('words of what perhaps left stay for a day, receipts of nothing we know for a week', async () => {
  const message = (recipient: string, perhaps_at: Date) => ({
    id: randomUUID(),
    channel: 'sms' as const,
    recipient,
    letter: 'credentials-secret',
    content: '{}',
    created_at: ago(9),
    next_attempt_at: ago(9),
    perhaps_at,
  })
  const receipt = (gateway_id: string, at: Date) => ({ gateway: 'gw', gateway_id, outcome: 'delivered' as const, at })
  await put(async (trx) => {
    await trx
      .insertInto('outbox_message')
      .values([message('old', ago(1)), message('new', later(ago(1), hour))])
      .execute()
    await trx
      .insertInto('text_receipt')
      .values([receipt('old', ago(7)), receipt('new', ago(6))])
      .execute()
  })
  await run()
  const left = await put((trx) =>
    trx.selectFrom('outbox_message').select('recipient').where('content', 'is not', null).execute(),
  )
  expect(left).toEqual([{ recipient: 'new' }])
  const receipts = await put((trx) => trx.selectFrom('text_receipt').select('gateway_id').execute())
  expect(receipts).toEqual([{ gateway_id: 'new' }])
})

test('large amounts go in batches, once an hour', async () => {
  const old = Array.from({ length: 1_201 }, (_, i) => ({
    key: bytes(String(i)),
    rule: 'account',
    failures: 1,
    consecutive: 1,
    first_failure_at: ago(3),
    last_failure_at: ago(3),
  }))
  const count = async () =>
    ((await put((trx) => trx.selectFrom('throttle').select('key').execute())) as unknown[]).length
  await put((trx) => trx.insertInto('throttle').values(old).execute())
  await run()
  expect(await count()).toBe(0)

  await put((trx) => trx.insertInto('throttle').values(old.slice(0, 1)).execute())
  house.clock.set(later(now, hour / 2))
  await run()
  expect(await count()).toBe(1)
  house.clock.set(later(now, hour))
  await run()
  expect(await count()).toBe(0)
})

test('one job that fails is logged and does not stop the others', async () => {
  const broken = vi.spyOn(house.outbox, 'queue').mockRejectedValue(new Error('no room'))
  await put((trx) =>
    trx
      .updateTable('line')
      .set({ credential_expires_at: addDays(now, 3) })
      .where('id', '=', line.line_id)
      .execute(),
  )
  await put((trx) =>
    trx
      .insertInto('throttle')
      .values({
        key: bytes('x'),
        rule: 'account',
        failures: 1,
        consecutive: 1,
        first_failure_at: ago(3),
        last_failure_at: ago(3),
      })
      .execute(),
  )
  await run()
  broken.mockRestore()
  expect(house.logged.join()).toContain('"job":"expiry notices"')
  expect(await put((trx) => trx.selectFrom('throttle').select('key').execute())).toEqual([])
  await run()
  expect(await house.told()).toHaveLength(1)
})

test('codes for 1928 go after a day, what was seen with them after a month, links of restores when they end', async () => {
  const visits = [ago(31), ago(29)].map((opened_at) => ({
    ...line,
    id: randomUUID(),
    staff_id: randomUUID(),
    staff_name: 'Marta Olivero',
    opened_at,
    expires_at: later(opened_at, hour / 2),
    ended_at: opened_at,
  }))
  const request = { ...line, id: randomUUID() }
  await put(async (trx) => {
    for (const [expires_at, ended_at] of [
      [ago(1), now],
      [later(now, hour), null],
    ] as const) {
      const code = { ...line, id: randomUUID(), code_hash: bytes('code'), created_at: ago(1), expires_at, ended_at }
      await trx.insertInto('support_code').values(code).execute()
    }
    await trx.insertInto('support_visit').values(visits).execute()
    for (const { id: visit_id, opened_at: proposed_at } of visits) {
      const change = JSON.stringify({ kind: 'do-not-disturb-off' })
      await trx
        .insertInto('support_proposal')
        .values({ ...line, id: randomUUID(), visit_id, change, proposed_at })
        .execute()
    }
    await trx
      .insertInto('restore_request')
      .values({
        ...request,
        state: 'withdrawn',
        ticket: 'T-1',
        reason: '',
        checks: [],
        way: 'email',
        requested_by_name: 'Marta Olivero',
        requested_at: ago(8),
        expires_at: ago(5),
      })
      .execute()
    const link = { company_id: line.company_id, request_id: request.id, created_at: ago(7) }
    await trx
      .insertInto('restore_link')
      .values([
        { ...link, hash: bytes('over'), expires_at: now },
        { ...link, hash: bytes('good'), expires_at: later(now, hour) },
      ])
      .execute()
  })
  await run()
  const left = await put(async (trx) => ({
    codes: await trx.selectFrom('support_code').select('ended_at').execute(),
    visits: await trx.selectFrom('support_visit').select('opened_at').execute(),
    proposals: await trx.selectFrom('support_proposal').select('proposed_at').execute(),
    links: await trx.selectFrom('restore_link').select('hash').execute(),
  }))
  expect(left).toEqual({
    codes: [{ ended_at: null }],
    visits: [{ opened_at: ago(29) }],
    proposals: [{ proposed_at: ago(29) }],
    links: [{ hash: bytes('good') }],
  })
})

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { minute } from '#domain/clock.ts'
import type { ProposedChange } from '#domain/support/proposal.ts'
import { type GrownLine, grownLine } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { type SignedInStaff, staffAs } from '../testing/staff-as.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** A code of the customer, the diagnosis it opens, what 1928 proposes (issue 4; spec/security 2.9, L05). */

let t: TestHouse
let company: TestCompany
let marco: GrownLine
let silvia: GrownLine
let customer: Browser
let agent: SignedInStaff

beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())
beforeEach(async () => {
  company = await t.company()
  marco = await grownLine(t, company, { name: 'Marco Bertone' })
  silvia = await grownLine(t, company, { name: 'Silvia Bertone' })
  customer = (await putSession(t, marco)).browser
  agent = await staffAs(t, 'desk')
})

const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (problem: { code: string }) => problem.code,
  )
const makeCode = async () => (await customer.call('POST /api/me/support/code')).code
const open = (code: string, who = agent, number = marco.number) =>
  who.browser.call('POST /api/provider/diagnoses', { body: { number, code, ticket: 'T-88' } })
const opened = async () => (await open(await makeCode())).visitId
const diagnosis = (visitId: string, who = agent) =>
  who.browser.call('GET /api/provider/diagnoses/:visitId', { params: { visitId } })
const propose = (visitId: string, change: ProposedChange) =>
  agent.browser.call('POST /api/provider/diagnoses/:visitId/proposals', { params: { visitId }, body: { change } })
const answer = (proposalId: string, what: 'accept' | 'refuse', who = customer) =>
  who.call(
    `POST /api/me/support/proposals/:proposalId/${what}` as 'POST /api/me/support/proposals/:proposalId/refuse',
    {
      params: { proposalId },
    },
  )
const own = () => customer.call('GET /api/me/support')
const save = async (changes: object) => {
  const { version } = await customer.call('GET /api/call-handling/settings')
  await customer.call('POST /api/call-handling/settings', { body: { version, changes } as never })
}
const traces = async () => {
  const rows = await t.house.cellar.asService((trx) =>
    trx
      .selectFrom('audit_event')
      .select(['company_id', 'action', 'result', 'actor_role'])
      .where('subject_id', '=', marco.id)
      .where('action', 'like', 'support.%')
      .orderBy('id')
      .execute(),
  )
  return rows.map(
    ({ company_id, action, actor_role }) => `${company_id ? 'company' : 'provider'} ${actor_role} ${action}`,
  )
}

it('opens a diagnosis without content, personal call data or whole numbers, and both logs know', async () => {
  await save({ noAnswer: { on: true, to: { kind: 'typed', typed: '347 555 0182' }, after: 15 } })
  const visitId = await opened()
  const seen = await diagnosis(visitId)
  expect(seen).toMatchObject({
    visit: { endedBy: null },
    line: { number: marco.number, name: 'Marco Bertone', company: 'Arredi Canavese S.r.l.' },
    account: { state: 'live', credential: 'own', expired: false, email: { status: 'verified' } },
    calls: { noAnswer: { on: true, after: 15, to: { kind: 'number', shown: '347••••82' } }, end: 'voicemail' },
    proposals: [],
  })
  expect(seen.proposable).toContain('no-answer-off')
  const text = JSON.stringify(seen)
  for (const secret of [marco.email, '3475550182', '347 555 0182', silvia.number]) expect(text).not.toContain(secret)
  expect(await own()).toMatchObject({ code: null, visit: { agent: 'Marta Olivero', proposal: null } })
  expect(await traces()).toEqual([
    'company user support.code-made',
    'company support support.diagnosis-opened',
    'provider support support.diagnosis-opened',
  ])
})

it('is good once, for ten minutes, for its own line, and not after it was taken back', async () => {
  const once = await makeCode()
  await open(once)
  expect(await problemOf(open(once))).toBe('support.code-wrong')
  expect(await problemOf(open(await makeCode(), agent, silvia.number))).toBe('support.code-wrong')
  const first = await makeCode()
  const second = await makeCode()
  if (first !== second) expect(await problemOf(open(first))).toBe('support.code-wrong')
  await customer.call('DELETE /api/me/support/code')
  expect(await problemOf(open(second))).toBe('support.code-wrong')
  expect((await own()).code).toBeNull()
  const late = await makeCode()
  t.clock.forward(10 * minute)
  expect(await problemOf(open(late))).toBe('support.code-wrong')
})

it('ends after five wrong tries, and whoever guesses has to wait', async () => {
  const code = await makeCode()
  const wrong = code === '000000' ? '111111' : '000000'
  for (let i = 0; i < 5; i++) expect(await problemOf(open(wrong))).toBe('support.code-wrong')
  expect(await problemOf(open(code))).toBe('support.code-wrong')
  for (let i = 0; i < 4; i++) await problemOf(open('not a code'))
  expect(await problemOf(open(await makeCode()))).toBe('throttled')
  expect(await problemOf(open(await makeCode(), await staffAs(t, 'desk')))).toBe('none')
})

it('the fifth try may be the right one', async () => {
  const code = await makeCode()
  const wrong = code === '000000' ? '111111' : '000000'
  for (let i = 0; i < 4; i++) await problemOf(open(wrong))
  expect(await problemOf(open(code))).toBe('none')
})

it('is for whoever opened it, for half an hour, until the customer ends it', async () => {
  const visitId = await opened()
  expect(await problemOf(diagnosis(visitId, await staffAs(t, 'supervisor')))).toBe('not-found')
  expect(await problemOf(open(await makeCode(), await staffAs(t, 'activation')))).toBe('forbidden')
  await customer.call('POST /api/me/support/visit/end')
  expect(await problemOf(diagnosis(visitId))).toBe('support.visit-over')
  expect(await problemOf(propose(visitId, { kind: 'voicemail', after: 40 }))).toBe('support.visit-over')
  expect(await traces()).toEqual(
    expect.arrayContaining(['company user support.visit-ended', 'provider user support.visit-ended']),
  )
  const again = await opened()
  // Half of it first, so that neither session idles out before.
  t.clock.forward(15 * minute)
  expect(await problemOf(diagnosis(again))).toBe('none')
  expect((await own()).visit).not.toBeNull()
  t.clock.forward(15 * minute)
  expect(await problemOf(diagnosis(again))).toBe('support.visit-over')
  expect((await own()).visit).toBeNull()
})

it('proposes one change, which the customer makes as their own', async () => {
  await save({ doNotDisturb: { on: true, until: null } })
  const visitId = await opened()
  expect(await problemOf(propose(visitId, { kind: 'forward-all-off' }))).toBe('support.proposal-impossible')
  const proposal = await propose(visitId, { kind: 'do-not-disturb-off' })
  expect(await problemOf(propose(visitId, { kind: 'voicemail', after: 40 }))).toBe('support.proposal-waiting')
  const settings = async () => (await customer.call('GET /api/call-handling/settings')).settings
  // Nothing has happened yet.
  expect((await settings()).doNotDisturb.on).toBe(true)
  expect((await own()).visit?.proposal).toMatchObject({ id: proposal.id, change: { kind: 'do-not-disturb-off' } })
  const stranger = (await putSession(t, silvia)).browser
  expect(await problemOf(answer(proposal.id, 'accept', stranger))).toBe('not-found')
  await answer(proposal.id, 'accept')
  expect((await settings()).doNotDisturb.on).toBe(false)
  expect(await problemOf(answer(proposal.id, 'accept'))).toBe('support.proposal-over')
  const { changes } = await customer.call('GET /api/call-handling/history', { query: {} })
  expect(changes[0]).toMatchObject({ setting: 'doNotDisturb', by: 'you', proposedBy: 'Marta Olivero' })
  expect(changes[1]).toMatchObject({ proposedBy: null })
  expect((await diagnosis(visitId)).proposals).toMatchObject([{ answer: 'accepted' }])
  expect(await traces()).toEqual(
    expect.arrayContaining(['company user support.change-accepted', 'provider user support.change-accepted']),
  )
})

it('changes nothing that was refused, taken back, or whose visit is over', async () => {
  const settings = async () => (await customer.call('GET /api/call-handling/settings')).settings.voicemail.after
  const before = await settings()
  const visitId = await opened()
  const refused = await propose(visitId, { kind: 'voicemail', after: 45 })
  await answer(refused.id, 'refuse')
  const gone = await propose(visitId, { kind: 'voicemail', after: 50 })
  await agent.browser.call('POST /api/provider/diagnoses/:visitId/proposals/withdraw', { params: { visitId } })
  expect(await problemOf(answer(gone.id, 'accept'))).toBe('support.proposal-over')
  const late = await propose(visitId, { kind: 'voicemail', after: 55 })
  await agent.browser.call('POST /api/provider/diagnoses/:visitId/end', { params: { visitId } })
  expect(await problemOf(answer(late.id, 'accept'))).toBe('not-found')
  expect(await settings()).toBe(before)
})

it('switches a phone back on', async () => {
  const { phone } = await customer.call('POST /api/me/phones', { body: { name: 'Scrivania', kind: 'softphone' } })
  await customer.call('PATCH /api/me/phones/:deviceId', { params: { deviceId: phone.id }, body: { enabled: false } })
  const visitId = await opened()
  const proposal = await propose(visitId, { kind: 'phone-on', deviceId: phone.id })
  expect(proposal.phone).toBe('Scrivania')
  await answer(proposal.id, 'accept')
  expect((await diagnosis(visitId)).phones).toMatchObject([{ name: 'Scrivania', state: 'never' }])
})

it('asks a remembered computer for the password before a code', async () => {
  const remembered = (await putSession(t, marco, { kind: 'remembered', password_at: null })).browser
  expect(await problemOf(remembered.call('POST /api/me/support/code'))).toBe('session.remembered')
})

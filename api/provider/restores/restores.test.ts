import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '#contract/client.ts'
import { day, hour, minute } from '#domain/clock.ts'
import { behindTheScenes, type GrownLine, grownLine, ownAddress } from '../../testing/grown-line.ts'
import { countLetters, lastLetter } from '../../testing/last-letter.ts'
import { type SignedInStaff, staffAs } from '../../testing/staff-as.ts'
import { openTestHouse, type TestCompany, type TestHouse } from '../../testing/test-house.ts'
import { expireRestoresNow } from './expire-restores.ts'

/** Guide 2.4, last paragraph; spec/security 2.2 `support_restore`, 2.9; R14, R15, R16. */

let t: TestHouse
let company: TestCompany
let giulia: GrownLine
let agentA: SignedInStaff
let agentB: SignedInStaff

/** Of this test's contract. */
let contact: string
let contracts = 0

beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())
beforeEach(async () => {
  company = await t.company()
  contracts += 1
  contact = `contatto${contracts}@arredi.example`
  await changeCompany({ contact_email: contact, contact_mobile: null })
  giulia = await grownLine(t, company, { name: 'Giulia Ferrero', role: 'administrator', email: null })
  agentA = await staffAs(t, 'desk', { name: 'Marta Olivero' })
  agentB = await staffAs(t, 'supervisor', { name: 'Luca Bianchi' })
})

const changeCompany = (change: object) =>
  t.house.cellar.asService((trx) => trx.updateTable('company').set(change).where('id', '=', company.id).execute())
const whole = {
  checks: ['vat-number', 'administrator-name', 'call-back'] as const,
  ticket: 'T-4711',
  reason: 'Password scaduta, nessuna e-mail',
  email: 'giulia.ferrero@arredi.example',
  way: 'email' as const,
}
type Asked = { [K in keyof typeof whole]: (typeof whole)[K] | null | string | readonly string[] }

const ask = (change: Partial<Asked> = {}, who = agentA, lineId = giulia.id) =>
  who.browser.call('POST /api/provider/lines/:lineId/restore', {
    params: { lineId },
    body: { ...whole, ...change } as never,
  })
const decide = (restoreId: string, what: 'approve' | 'withdraw' | 'speak', who: SignedInStaff) =>
  who.browser.call(
    `POST /api/provider/restores/:restoreId/${what}` as 'POST /api/provider/restores/:restoreId/approve',
    {
      params: { restoreId },
    },
  )
const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (problem: { code: string; body: { reason?: string } }) =>
      [problem.code, problem.body.reason].filter(Boolean).join(' '),
  )
const lineOf = (id: string) =>
  t.house.cellar.asService((trx) => trx.selectFrom('line').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
const events = (action: string) =>
  t.house.cellar.asService((trx) =>
    trx
      .selectFrom('audit_event')
      .select(['company_id', 'actor_name', 'actor_role', 'facts'])
      .where('action', '=', action)
      .where('subject_id', '=', giulia.id)
      .orderBy('id')
      .execute(),
  )
const signIn = (password: string) =>
  t.browser({ ip: ownAddress() }).raw('POST', '/api/session', {
    body: JSON.stringify({ number: giulia.number, password }),
    headers: { 'content-type': 'application/json' },
  })
const secretIn = (text: string) => /(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}/.exec(text)?.[0] ?? ''
const requestsOf = async (who: SignedInStaff, show: 'open' | 'all' = 'open') =>
  (await who.browser.call('GET /api/provider/requests', { query: { companyId: company.id, show } })).requests
const withColleague = () => grownLine(t, company, { name: 'Chiara Marchetti', role: 'administrator' })
const answer = (what: 'look' | 'consent' | 'stop', token: string) =>
  t
    .browser({ ip: ownAddress() })
    .call(`POST /api/restore-answers/${what}` as 'POST /api/restore-answers/stop', { body: { token } })

describe('two people', () => {
  it('restore an administrator: 72 hours, everything older ended, everybody told, both logs', async () => {
    const { id, notBefore } = await ask()
    expect(notBefore).toBeNull()
    expect(await lineOf(giulia.id)).toMatchObject({ credential: 'own' })

    const done = await decide(id, 'approve', agentB)
    const endsAt = new Date(t.clock.now.getTime() + 72 * hour)
    expect(done).toMatchObject({ open: false, may: [], restore: { state: 'approved', decidedBy: 'Luca Bianchi' } })
    expect(await lineOf(giulia.id)).toMatchObject({
      credential: 'temporary',
      credential_expires_at: endsAt,
      email: 'giulia.ferrero@arredi.example',
      email_status: 'pending',
      email_source: 'support',
    })
    expect((await signIn(giulia.password)).status).toBe(401)

    const secret = await lastLetter(t, contact, 'support-restore')
    const notice = await lastLetter(t, contact, 'support-restore-notice')
    expect(notice.token).toMatch(/^[\w-]{43}$/)
    const restored = secretIn(secret.text)
    expect((await signIn(restored)).status).toBe(200)
    // Nobody of the desk has seen it, and no log has it.
    expect(JSON.stringify([done, await events('line.restored-by-support')])).not.toContain(restored)
    expect(
      (await events('line.restored-by-support')).map(({ company_id, actor_name, facts }) => [
        company_id,
        actor_name,
        facts.ticket,
        facts.requestedBy,
        facts.approvedBy,
      ]),
    ).toEqual([company.id, null].map((log) => [log, 'Luca Bianchi', 'T-4711', 'Marta Olivero', 'Luca Bianchi']))
    expect((await events('restore.requested')).map(({ company_id }) => company_id)).toEqual([company.id, null])
    // The line's own "Attività recente" has it (L05).
    t.clock.forward(72 * hour + 1)
    expect((await signIn(restored)).json()).toMatchObject({ result: 'expired' })
  })

  it('show their password again before they decide, or speak a password', async () => {
    const { id } = await ask()
    const long = { stepped_up_at: new Date(t.clock.now.getTime() - 5 * minute) }
    const late = await staffAs(t, 'desk', { name: 'Luca Bianchi' }, long)
    expect(await problemOf(decide(id, 'approve', late))).toBe('step-up')
    expect(await problemOf(decide(id, 'speak', late))).toBe('step-up')
    const refuse = late.browser.call('POST /api/provider/restores/:restoreId/refuse', {
      params: { restoreId: id },
      body: { reason: 'No' },
    })
    expect(await problemOf(refuse)).toBe('step-up')
    expect(await lineOf(giulia.id)).toMatchObject({ credential: 'own' })
    expect(await requestsOf(agentB)).toMatchObject([{ open: true }])
  })

  it('are two: neither the one who asked nor the database lets one be enough', async () => {
    const { id } = await ask({}, agentB)
    expect(await problemOf(decide(id, 'approve', agentB))).toBe('restore.same-person')
    const refuse = agentB.browser.call('POST /api/provider/restores/:restoreId/refuse', {
      params: { restoreId: id },
      body: { reason: 'No' },
    })
    expect(await problemOf(refuse)).toBe('restore.same-person')
    expect(await lineOf(giulia.id)).toMatchObject({ credential: 'own' })
    const set = (change: object) =>
      t.house.cellar.asService((trx) =>
        trx
          .updateTable('restore_request')
          .set({ state: 'approved', decided_at: t.clock.now, ...change })
          .where('id', '=', id)
          .execute(),
      )
    for (const change of [
      {},
      { decided_by: agentB.id, decided_by_name: 'Un altro nome' },
      { decided_by: null, decided_by_name: 'Luca Bianchi' },
      { requested_by: null, decided_by: null, decided_by_name: ' luca bianchi ' },
      { requested_by: null, decided_by: null, decided_by_name: null },
    ]) {
      await expect(set(change), JSON.stringify(change)).rejects.toThrow('restore_by_two')
    }
    await expect(set({ decided_by: agentA.id, decided_by_name: agentA.name })).resolves.toBeDefined()
  })

  it('decide once, however many press at once', async () => {
    const { id } = await ask()
    const third = await staffAs(t, 'desk', { name: 'Sara Conti' })
    const answers = await Promise.all([agentB, third].map((who) => problemOf(decide(id, 'approve', who))))
    expect(answers.toSorted()).toEqual(['none', 'restore.decided'])
    expect(await countLetters(t, contact, 'support-restore')).toBe(1)
  })

  it('may refuse, or take back, with a trace', async () => {
    const { id } = await ask()
    expect(await problemOf(decide(id, 'withdraw', agentB))).toBe('not-found')
    await agentB.browser.call('POST /api/provider/restores/:restoreId/refuse', {
      params: { restoreId: id },
      body: { reason: 'Chi chiama non conosce la Partita IVA' },
    })
    expect(await problemOf(decide(id, 'approve', agentB))).toBe('restore.decided')
    const again = await ask()
    await decide(again.id, 'withdraw', agentA)
    expect((await requestsOf(agentA, 'all')).map(({ restore }) => [restore?.state, restore?.refusal])).toEqual(
      expect.arrayContaining([
        ['withdrawn', null],
        ['refused', 'Chi chiama non conosce la Partita IVA'],
      ]),
    )
    expect(await lineOf(giulia.id)).toMatchObject({ credential: 'own' })
    expect((await events('restore.refused')).length).toBe(2)
  })
})

describe('asking', () => {
  it('needs who calls to be recognised, a way to send the secret, an address', async () => {
    expect(await problemOf(ask({ checks: ['vat-number', 'administrator-name'] }))).toBe(
      'restore.refused not-identified',
    )
    expect(await problemOf(ask({ way: 'sms' }))).toBe('restore.refused way-missing')
    expect(await problemOf(ask({ email: 'x' }))).toBe('email.invalid')
    expect(await problemOf(ask({ email: null }))).toBe('email.invalid')
    const panel = await agentA.browser.call('GET /api/provider/lines/:lineId/restore', {
      params: { lineId: giulia.id },
    })
    expect(panel).toMatchObject({
      line: { name: 'Giulia Ferrero' },
      email: { status: 'none', masked: null },
      refusal: null,
      others: [],
    })
    expect(panel.ways.map(({ way, possible, to }) => [way, possible, to])).toEqual([
      ['sms', false, null],
      ['email', true, 'c•••@a•••.example'],
      ['spoken', true, null],
    ])
  })

  it('is refused in words the screen can say: users, disabled lines, companies at rest, a second request', async () => {
    const refusal = async (lineId = giulia.id) =>
      (await agentA.browser.call('GET /api/provider/lines/:lineId/restore', { params: { lineId } })).refusal
    const paolo = await grownLine(t, company)
    expect([await refusal(paolo.id), await problemOf(ask({}, agentA, paolo.id))]).toEqual([
      'line-not-administrator',
      'restore.refused line-not-administrator',
    ])
    await ask()
    expect([await refusal(), await problemOf(ask())]).toEqual(['already-waiting', 'restore.refused already-waiting'])
    await changeCompany({ suspended_at: t.clock.now })
    expect([await refusal(), await problemOf(ask())]).toEqual([
      'company-suspended',
      'restore.refused company-suspended',
    ])
    await changeCompany({ closed_at: t.clock.now })
    expect(await refusal()).toBe('company-closed')
  })

  it('keeps an address that its owner has confirmed', async () => {
    const chiara = await withColleague()
    await ask({ email: 'altro@arredi.example' }, agentA, chiara.id).then(({ id }) => decide(id, 'approve', agentB))
    expect(await lineOf(chiara.id)).toMatchObject({ email: chiara.email, email_status: 'verified' })
    expect(await countLetters(t, chiara.email, 'support-restore-notice')).toBe(1)
  })

  it('ends by itself when nobody decides', async () => {
    const { id } = await ask()
    t.clock.forward(3 * day)
    expect(await problemOf(decide(id, 'approve', agentB))).toMatch(/session.none|restore.decided/)
    expect(await expireRestoresNow(t.house)).toBeGreaterThan(0)
    expect((await events('restore.expired')).map(({ company_id }) => company_id)).toEqual([company.id, null])
    const late = await staffAs(t, 'desk')
    expect(await late.browser.call('GET /api/provider/requests/count')).toEqual({ open: 0 })
    expect((await requestsOf(late, 'all')).map(({ restore }) => restore?.state)).toEqual(['expired'])
  })
})

describe('another administrator who can be reached', () => {
  it('is asked first: a day of waiting', async () => {
    const chiara = await withColleague()
    const { id, notBefore } = await ask()
    expect(notBefore).toBe(new Date(t.clock.now.getTime() + day).toISOString())
    expect(await countLetters(t, chiara.email, 'support-restore-asked')).toBe(1)
    expect(await problemOf(decide(id, 'approve', agentB))).toBe('restore.refused waiting-not-over')
    t.clock.forward(day)
    const later = await staffAs(t, 'desk')
    expect(await decide(id, 'approve', later)).toMatchObject({ restore: { state: 'approved' } })
    expect(await countLetters(t, chiara.email, 'support-restore-notice')).toBe(1)
  })

  it('may agree with the letter’s link, and nobody waits', async () => {
    const chiara = await withColleague()
    const { id } = await ask()
    const { token } = await lastLetter(t, chiara.email, 'support-restore-asked')
    expect(await answer('look', token)).toMatchObject({ state: 'waiting', mayConsent: true, ticket: 'T-4711' })
    // The contract's contact may stop it, not agree to it.
    const theirs = await lastLetter(t, contact, 'support-restore-asked')
    expect(await answer('look', theirs.token)).toMatchObject({ mayConsent: false })
    expect(await problemOf(answer('consent', theirs.token))).toBe('link.invalid')
    await answer('consent', token)
    const done = await decide(id, 'approve', agentB)
    expect(done.restore).toMatchObject({ state: 'approved', consentBy: 'Chiara Marchetti' })
    const [event] = await events('restore.consented')
    expect(event).toMatchObject({ company_id: company.id, actor_name: 'Chiara Marchetti', actor_role: 'administrator' })
  })

  it('who has lost the role meanwhile agrees to nothing', async () => {
    const chiara = await withColleague()
    await ask()
    const { token } = await lastLetter(t, chiara.email, 'support-restore-asked')
    await behindTheScenes(t, chiara.id, { role: 'user' })
    expect(await problemOf(answer('consent', token))).toBe('link.invalid')
  })
})

describe('“Blocca”', () => {
  it('before the approval: there will be none', async () => {
    const chiara = await withColleague()
    const { id } = await ask()
    const { token } = await lastLetter(t, chiara.email, 'support-restore-asked')
    expect(await answer('stop', token)).toEqual({ stopped: 'request' })
    expect(await answer('stop', token)).toEqual({ stopped: 'request' })
    expect(await problemOf(decide(id, 'approve', agentB))).toBe('restore.decided')
    expect((await requestsOf(agentB)).map(({ kind, times, may }) => [kind, times, may])).toEqual([
      ['restore-blocked', 1, ['close']],
    ])
    expect(await countLetters(t, contact, 'support-restore-stopped')).toBe(1)
  })

  it('after it: the password is over, and the caller’s address opens nothing either', async () => {
    const { id } = await ask()
    await decide(id, 'approve', agentB)
    const secret = secretIn((await lastLetter(t, contact, 'support-restore')).text)
    const { token } = await lastLetter(t, contact, 'support-restore-notice')
    expect(await answer('look', token)).toMatchObject({ state: 'approved', mayConsent: false })
    expect(await answer('stop', token)).toEqual({ stopped: 'access' })
    expect((await signIn(secret)).json()).toMatchObject({ result: 'expired', reset: 'support' })
    expect(await lineOf(giulia.id)).toMatchObject({ email: null, email_status: 'none' })
    expect(await answer('look', token)).toMatchObject({ state: 'stopped' })
    expect((await events('restore.blocked')).map(({ company_id, actor_role }) => [company_id, actor_role])).toEqual([
      [company.id, 'unknown'],
      [null, 'unknown'],
    ])
  })

  it('throws out whoever is in, also with a password of their own', async () => {
    const { id } = await ask()
    await decide(id, 'approve', agentB)
    const { token } = await lastLetter(t, contact, 'support-restore-notice')
    await behindTheScenes(t, giulia.id, {
      credential: 'own',
      credential_expires_at: new Date(t.clock.now.getTime() + 300 * day),
      email_status: 'verified',
      email_source: 'owner',
    })
    await answer('stop', token)
    expect(await lineOf(giulia.id)).toMatchObject({ credential_expires_at: t.clock.now, email: null })
  })

  it('works for seven days and with no other link', async () => {
    const { id } = await ask()
    await decide(id, 'approve', agentB)
    const { token } = await lastLetter(t, contact, 'support-restore-notice')
    expect(await problemOf(answer('stop', 'A'.repeat(43)))).toBe('link.invalid')
    t.clock.forward(7 * day)
    expect(await problemOf(answer('stop', token))).toBe('link.invalid')
    expect(await lineOf(giulia.id)).toMatchObject({ email: 'giulia.ferrero@arredi.example' })
  })
})

describe('told on the telephone', () => {
  it('once, to the one who asked, and written down', async () => {
    const { id } = await ask({ way: 'spoken' })
    expect(await problemOf(decide(id, 'speak', agentA))).toBe('restore.decided')
    await decide(id, 'approve', agentB)
    expect(await countLetters(t, contact, 'support-restore')).toBe(0)
    expect(await problemOf(decide(id, 'speak', agentB))).toBe('not-found')
    expect((await requestsOf(agentA)).map(({ may }) => may)).toEqual([['speak']])
    const told = (await decide(
      id,
      'speak',
      agentA,
    )) as unknown as Answer<'POST /api/provider/restores/:restoreId/speak'>
    expect((await signIn(told.temporaryPassword)).status).toBe(200)
    expect(await problemOf(decide(id, 'speak', agentA))).toBe('restore.decided')
    expect(await requestsOf(agentA)).toEqual([])
    expect(
      (await events('restore.password-spoken')).map(({ company_id, actor_name }) => [company_id, actor_name]),
    ).toEqual([company.id, null].map((log) => [log, 'Marta Olivero']))
  })
})

describe('what else waits at the desk', () => {
  it('an administrator without e-mail who presses Reset Password: once, counted, closed by the restore', async () => {
    const reset = (number: string) =>
      t.browser({ ip: ownAddress() }).call('POST /api/password/reset-request', { body: { number } })
    const user = await grownLine(t, company, { email: null })
    expect(await reset(giulia.number)).toEqual(await reset(user.number))
    await reset(giulia.number)
    expect((await requestsOf(agentA)).map(({ kind, name, times }) => [kind, name, times])).toEqual([
      ['reset-without-email', 'Giulia Ferrero', 2],
    ])
    const { id } = await ask()
    await decide(id, 'approve', agentB)
    expect(await requestsOf(agentA)).toEqual([])
  })

  it('is closed with a note, once', async () => {
    await t.browser({ ip: ownAddress() }).call('POST /api/password/reset-request', { body: { number: giulia.number } })
    const [request] = await requestsOf(agentA)
    const close = () =>
      agentA.browser.call('POST /api/provider/requests/:requestId/close', {
        params: { requestId: request?.id ?? '' },
        body: { note: 'Richiamato: ha trovato la password' },
      })
    await close()
    expect(await problemOf(close())).toBe('not-found')
    expect(await requestsOf(agentA)).toEqual([])
  })

  it('is the desk’s alone (R16)', async () => {
    const activation = await staffAs(t, 'activation')
    expect(await problemOf(ask({}, activation))).toBe('forbidden')
    const { id } = await ask()
    expect(await problemOf(decide(id, 'approve', activation))).toBe('forbidden')
    expect((await requestsOf(activation)).map(({ may }) => may)).toEqual([[]])
  })
})

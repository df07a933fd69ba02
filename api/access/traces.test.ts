import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minute } from '#domain/clock.ts'
import { createLog } from '../log.ts'
import { findBrokenLinks } from '../provider/audit.sql.ts'
import type { AuditAction } from '../provider/audit.ts'
import { type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { lastLetter } from '../testing/last-letter.ts'
import { type Browser, goodPassword, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** What a run leaves behind: every event (L03), and no secret anywhere (L01; spec/security 4.6). */

let t: TestHouse
let company: TestCompany
const log: string[] = []

beforeAll(async () => {
  t = await openTestHouse({}, createLog('debug', { write: (line) => void log.push(line) }))
})
beforeEach(async () => {
  company = await t.company()
})
afterAll(() => t.close())

const fresh = () => t.browser({ ip: ownAddress() })
const rows = () => t.house.cellar.asService((trx) => trx.selectFrom('audit_event').selectAll().orderBy('id').execute())

/** Waits for what is written beside an answer: nothing new in three looks one after the other. */
async function settled(): Promise<void> {
  for (let known = -1, quiet = 0; quiet < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const { length } = await rows()
    quiet = length === known ? quiet + 1 : 0
    known = length
  }
}

/** A life with everything in it; answers every secret that was used. */
async function wholeLife(): Promise<string[]> {
  const secrets = [
    company.temporaryPassword,
    goodPassword,
    'parola sbagliata uno',
    'ombrello stazione mattina',
    '0000-SBAG-LIATA',
  ]
  const keep = <T extends string | undefined>(secret: T): T => {
    if (secret) secrets.push(secret)
    return secret
  }
  const keepCookies = ({ cookies }: Browser) => {
    for (const value of cookies.values()) secrets.push(...value.split('.'))
  }
  const chief = await grownLine(t, company, { role: 'administrator' })
  const marco = await t.line(company, { name: 'Marco Actis' })
  const { number } = marco
  const email = `marco.${marco.extension}@actis.example`
  const at = fresh()
  await at.call('POST /api/session', { body: { number, password: '0000-SBAG-LIATA' } }).catch(() => undefined)
  await at.call('POST /api/session', { body: { number, password: company.temporaryPassword, remember: true } })
  keepCookies(at)
  const change = (oldPassword: string, newPassword: string) =>
    at.call('POST /api/password/change', { body: { oldPassword, newPassword } })
  await change('parola sbagliata uno', goodPassword).catch(() => undefined)
  await change(company.temporaryPassword, 'corta').catch(() => undefined)
  await change(company.temporaryPassword, goodPassword)
  await at.call('POST /api/email', { body: { email } })
  keepCookies(at)
  const proof = await lastLetter(t, email, 'verify-email')
  keep(proof.token)
  await at.call('POST /api/email/verify', { body: { code: keep('987123') } }).catch(() => undefined)
  await at.call('POST /api/email/verify', { body: { code: keep(proof.code) ?? '' } })
  await at.call('POST /api/me/pin', { body: { newPin: keep('274913') } })
  await at.call('POST /api/me/pin', { body: { newPin: '111111', currentPin: keep('831904') } }).catch(() => undefined)
  await at.call('POST /api/session/step-up', { body: { password: 'parola sbagliata uno' } }).catch(() => undefined)
  await at.call('POST /api/session/step-up', { body: { password: goodPassword } })
  const { secret } = await at.call('POST /api/me/totp/begin')
  const totp = () =>
    keep(new TOTP({ secret: Secret.fromBase32(keep(secret)) }).generate({ timestamp: t.clock.now.getTime() }))
  const { recoveryCodes } = await at.call('POST /api/me/totp/confirm', { body: { code: totp() } })
  secrets.push(...recoveryCodes)
  keepCookies(at)
  await at.call('POST /api/session/end')
  t.clock.forward(minute)
  const half = await signedIn(t, { number, password: goodPassword }, { remember: true })
  await half.call('POST /api/session/second-factor', { body: { code: keep('000111') } }).catch(() => undefined)
  await half.call('POST /api/session/second-factor', { body: { code: totp() } })
  keepCookies(half)
  await half.call('POST /api/session/resume')
  keepCookies(half)
  await fresh().call('POST /api/password/reset-request', { body: { number } })
  const reset = keep((await lastLetter(t, email, 'reset')).token)
  await fresh().call('POST /api/password/reset', {
    body: { token: reset, number, newPassword: 'ombrello stazione mattina' },
  })
  const administrator = await signedIn(t, chief, { view: 'administrator' })
  keepCookies(administrator)
  await administrator.call('POST /api/directory/acting-grants', { body: { lineId: marco.id } })
  const given = await administrator.call('POST /api/directory/lines/:lineId/temporary-password', {
    params: { lineId: marco.id },
    body: { deliver: 'show' },
  })
  keep(given.temporaryPassword ?? undefined)
  return [...new Set(secrets)].filter((word) => word.length > 5)
}

describe('L01: no secret is written down', () => {
  test('not in the log, not in the audit, and in the database only as a hash', async () => {
    const secrets = await wholeLife()
    await settled()
    expect(secrets.length).toBeGreaterThan(30)
    const stored = await t.house.cellar.asService(async (trx) => ({
      audit: await trx.selectFrom('audit_event').selectAll().execute(),
      lines: await trx.selectFrom('line').selectAll().execute(),
      credentials: await trx.selectFrom('credential').selectAll().execute(),
      sessions: await trx.selectFrom('session').selectAll().execute(),
      links: await trx.selectFrom('mailed_link').selectAll().execute(),
      codes: await trx.selectFrom('email_code').selectAll().execute(),
      families: await trx.selectFrom('remember_family').selectAll().execute(),
      recovery: await trx.selectFrom('recovery_code').selectAll().execute(),
      throttles: await trx.selectFrom('throttle').selectAll().execute(),
    }))
    const text = JSON.stringify(stored, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    )
    for (const secret of secrets) {
      const spellings = [
        secret,
        secret.replaceAll('-', ''),
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64'),
      ]
      for (const spelling of spellings) {
        expect(
          log.filter((line) => line.includes(spelling)),
          'the log',
        ).toEqual([])
        expect(text.includes(spelling), `the database: ${spelling}`).toBe(false)
      }
    }
  })

  test('not when the database refuses a row, whose contents it quotes', async () => {
    const marco = await grownLine(t, company)
    const refuse = (alter: string) =>
      t.house.cellar.owner.session((owner) => owner.run(`alter table outbox_message ${alter}`))
    await refuse('add constraint never check (false) not valid')
    log.length = 0
    const answer = await fresh().raw('POST', '/api/password/reset-request', {
      body: JSON.stringify({ number: marco.number }),
      headers: { 'content-type': 'application/json' },
    })
    await refuse('drop constraint never')
    expect(answer.status).toBe(500)
    expect(answer.json()).toEqual({
      type: '/problems/unexpected',
      code: 'unexpected',
      title: expect.any(String),
      status: 500,
      requestId: expect.any(String),
    })
    const [failure] = log.filter((line) => line.includes('request failed'))
    expect(failure).toContain('never')
    expect(failure).toContain(String(answer.json().requestId))
    expect(failure).not.toMatch(/Failing row|#t=|@arredi\.example/)
  })

  test('the log names no number or address of a person, and no line is broken by what somebody sent', async () => {
    log.length = 0
    const marco = await grownLine(t, company)
    const browser = t.browser({ userAgent: 'evil\r\n{"level":60,"msg":"fake"}' })
    await signedIn(t, marco, { browser })
    await browser.raw('GET', '/api/me?x=%0d%0a{"level":60}')
    expect(log.join('')).not.toContain(marco.number.slice(3))
    expect(log.join('')).not.toContain(marco.email)
    for (const line of log) expect(JSON.parse(line)).toMatchObject({ level: 30, time: expect.stringMatching(/Z$/) })
  })
})

describe('L03: every event has who, when, from where and what', () => {
  test('a whole life, in order', async () => {
    const before = (await rows()).at(-1)?.id ?? 0
    await wholeLife()
    await settled()
    const events = (await rows()).filter(({ id }) => id > before)
    const told = events.map(({ action, result }) => (result === 'done' ? action : `${action} refused`))
    const expected: (AuditAction | `${AuditAction} refused`)[] = [
      'sign-in refused',
      'sign-in',
      'password.changed refused',
      'line.activated',
      'email.entered',
      'email.verified',
      'pin.changed',
      'pin.changed refused',
      'session.stepped-up refused',
      'session.stepped-up',
      'second-factor.added',
      'sign-out',
      'sign-in',
      'sign-in.second-factor refused',
      'sign-in.second-factor',
      'sign-in.resumed',
      'password.reset-requested',
      'password.reset',
      'sign-in',
      'view.switched',
      'acting.started',
      'password.temporary-set',
    ]
    expect([...told].sort()).toEqual([...expected].sort())
    for (const event of events) {
      expect(event, event.action).toMatchObject({
        company_id: company.id,
        at: expect.any(Date),
        subject_id: expect.any(String),
        ip: expect.stringMatching(/^[\d.]+$/),
        request_id: expect.stringMatching(/^[\da-f-]{36}$/),
      })
      if (event.actor_role !== 'unknown') expect(event.actor_id, event.action).not.toBeNull()
    }
    const acting = events.filter((event) => event.acting)
    expect(acting.map(({ action }) => action).sort()).toEqual(['acting.started', 'password.temporary-set'])
    for (const event of acting) expect(event).toMatchObject({ actor_role: 'administrator' })
  })

  test('a right password that is too old is written down too', async () => {
    const marco = await grownLine(t, company)
    t.clock.days(365)
    await fresh().call('POST /api/session', { body: { number: marco.number, password: marco.password } })
    await settled()
    expect((await rows()).at(-1)).toMatchObject({
      action: 'sign-in',
      result: 'refused',
      facts: { expired: true },
      subject_id: marco.id,
    })
  })

  test('L05: the owner reads what the administrator did, and who tried to get in', async () => {
    const chief: GrownLine = await grownLine(t, company, { role: 'administrator', name: 'Giulia Ferrero' })
    const marco = await grownLine(t, company, { email: null })
    await fresh()
      .call('POST /api/session', { body: { number: marco.number, password: 'non è questa' } })
      .catch(() => undefined)
    await settled()
    const administrator = await signedIn(t, chief, { view: 'administrator' })
    await administrator.call('POST /api/directory/acting-grants', { body: { lineId: marco.id } })
    const email = `marco.${marco.extension}@actis.example`
    await administrator.call('POST /api/directory/lines/:lineId/email', {
      params: { lineId: marco.id },
      body: { email },
    })
    const { activity } = await (await signedIn(t, marco)).call('GET /api/me/activity', { query: {} })
    expect(
      activity.map(({ action, result, actor, actorName }) =>
        `${actor} ${actorName} ${action} ${result}`.replace('  ', ' '),
      ),
    ).toEqual([
      'you sign-in done',
      'administrator Giulia Ferrero email.entered done',
      'administrator Giulia Ferrero acting.started done',
      'unknown sign-in refused',
    ])
  })

  test('pages of activity fit together, and nobody sees another’s', async () => {
    const marco = await grownLine(t, company)
    const browser = await signedIn(t, marco)
    for (let i = 0; i < 26; i += 1)
      await browser.call('POST /api/session/step-up', { body: { password: marco.password } })
    const first = await browser.call('GET /api/me/activity', { query: {} })
    expect(first.activity).toHaveLength(25)
    expect(first.more).toBe(true)
    const rest = await browser.call('GET /api/me/activity', { query: { before: first.activity.at(-1)?.id } })
    expect(rest).toMatchObject({ more: false, activity: [{ action: 'session.stepped-up' }, { action: 'sign-in' }] })
    const elena = await signedIn(t, await grownLine(t, company))
    expect((await elena.call('GET /api/me/activity', { query: { before: first.activity[0]?.id } })).activity).toEqual(
      [],
    )
  })

  test('a refusal leaves a line in the log with the session’s line and the problem (4.6)', async () => {
    const marco = await grownLine(t, company)
    const browser = await signedIn(t, marco)
    log.length = 0
    await browser.call('GET /api/directory/sites').catch(() => undefined)
    expect(log.map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'refused', problem: 'forbidden', line: marco.id },
      { msg: 'request', status: 403, line: marco.id, route: '/api/directory/sites' },
    ])
  })

  test('the chains hold', async () => {
    expect(await t.house.cellar.asService((trx) => findBrokenLinks(trx))).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqlState } from '#database/connect.ts'
import { absentEngine } from '#telephony/absent-engine.ts'
import type { SipUser } from '#telephony/call-engine.ts'
import { changeLine } from '../access/account.sql.ts'
import { createPortalSide } from '../call-handling/portal-side.ts'
import { calling, phoneOf } from '../call-handling/testing/calls.ts'
import { codeOf } from '../http/testing/send.ts'
import { type GrownLine, grownLine, signedIn } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** Suspended lines, administrators and their sites, personal details (spec/security 2.2, R13). */

let t: TestHouse
let company: TestCompany
let giulia: GrownLine
let administrator: Browser
const forgotten: SipUser[] = []

beforeAll(async () => {
  t = await openTestHouse({}, undefined, {
    ...absentEngine,
    forgetDevice: async (user) => void forgotten.push(user),
  })
  company = await t.company()
  giulia = await grownLine(t, company, { role: 'administrator', name: 'Giulia Ferrero' })
  administrator = await ofAdministrator(giulia)
})
afterAll(() => t.close())

const ofAdministrator = async (line: GrownLine) =>
  (await putSession(t, line, { view: 'administrator', stepped_up_at: t.clock.now })).browser

const params = (line: { id: string }) => ({ params: { lineId: line.id } })
const factsOf = (id: string) =>
  t.house.cellar.asService((trx) => trx.selectFrom('line').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

/** Why the server refused. */
async function reasonFor(attempt: Promise<unknown>): Promise<unknown> {
  const error = await attempt.then(
    () => 'done',
    (refused: { code: string; body: Record<string, unknown> }) => refused,
  )
  return typeof error === 'string' ? error : (error.body.reason ?? error.code)
}

const suspend = (by: Browser, line: { id: string }) => by.call('POST /api/people/lines/:lineId/suspend', params(line))
const resume = (by: Browser, line: { id: string }) => by.call('POST /api/people/lines/:lineId/resume', params(line))
const role = (by: Browser, line: { id: string }, to: 'user' | 'administrator', sites: string[] | null = null) =>
  by.call('POST /api/people/lines/:lineId/role', {
    ...params(line),
    body: to === 'user' ? { role: 'user' } : { role: 'administrator', sites },
  })

describe('"Sospendi"', () => {
  it('ends what is open, disconnects the phones, and looks like any wrong password at the door', async () => {
    const marco = await grownLine(t, company)
    const phone = await phoneOf(t, marco)
    const open = await signedIn(t, marco, { remember: true })
    expect((await suspend(administrator, marco)).suspended).toBe(true)
    expect((await open.raw('GET', '/api/me')).status).toBe(401)
    await expect(open.call('POST /api/session/resume')).rejects.toMatchObject({ code: 'session.none' })
    expect(forgotten).toContainEqual({ user: phone.user, domain: phone.domain })
    const unknown = await t.browser({ ip: '198.51.100.1' }).raw('POST', '/api/session', {
      body: JSON.stringify({ number: '0125 555 999', password: marco.password }),
      headers: { 'content-type': 'application/json' },
    })
    const knocking = await t.browser({ ip: '198.51.100.2' }).raw('POST', '/api/session', {
      body: JSON.stringify({ number: marco.number, password: marco.password }),
      headers: { 'content-type': 'application/json' },
    })
    const plain = (body: string) => body.replace(/"requestId":"[^"]*"/, '')
    expect([knocking.status, plain(knocking.body)]).toEqual([unknown.status, plain(unknown.body)])
    expect((await t.letters(marco.email)).map(({ letter }) => letter)).toEqual(['line-suspended'])

    expect((await resume(administrator, marco)).suspended).toBe(false)
    expect((await (await signedIn(t, marco)).raw('GET', '/api/me')).status).toBe(200)
    expect((await t.letters(marco.email))[0]?.letter).toBe('line-resumed')
  })

  it('calls hear that the line is out of service, forwards or not; 112 still goes out', async () => {
    const marco = await grownLine(t, company)
    const phone = await phoneOf(t, marco)
    const elena = await grownLine(t, company)
    const elenasPhone = await phoneOf(t, elena)
    const portal = createPortalSide(t.house, '/tmp')
    const { dial } = calling(t, portal)
    await suspend(administrator, marco)
    const called = await dial(elenasPhone, marco.extension)
    expect(JSON.stringify(called.plan)).toContain('service-suspended')
    expect(JSON.stringify((await dial(phone, elena.extension)).plan)).toContain('service-suspended')
    expect(JSON.stringify((await dial(phone, '112')).plan)).toContain('emergency')
  })

  it('not oneself', async () => {
    const second = await grownLine(t, company, { role: 'administrator' })
    expect(await reasonFor(suspend(administrator, giulia))).toBe('self')
    await suspend(administrator, second)
    expect(await reasonFor(suspend(administrator, giulia))).toBe('last-administrator')
  })
})

describe('the administrator’s role', () => {
  it('is given and taken; whoever it concerns signs in again, and every administrator hears of it', async () => {
    const marco = await grownLine(t, company, { name: 'Marco Bianchi' })
    const open = await signedIn(t, marco)
    expect(await role(administrator, marco, 'administrator')).toMatchObject({
      administrator: true,
      administratorSites: null,
      userType: 'administrator',
    })
    expect((await open.raw('GET', '/api/me')).status).toBe(401)
    for (const to of [giulia.email, marco.email]) {
      const [letter] = await t.letters(to)
      expect(letter?.letter).toBe('administrator-role')
      expect(letter?.text).toContain('Marco Bianchi')
    }
    const found = await administrator.call('GET /api/directory/lines', { query: { search: 'amministratore' } })
    expect(found.lines.map(({ id }) => id)).toContain(marco.id)
    expect(await role(administrator, marco, 'user')).toMatchObject({ administrator: false, userType: 'user' })
  })

  it('asks whoever gives it for a second factor where the contract wants one', async () => {
    const marco = await grownLine(t, company)
    const require = (mfa_required: boolean) =>
      t.house.cellar.asService((trx) =>
        trx.updateTable('company').set({ mfa_required }).where('id', '=', company.id).execute(),
      )
    await require(true)
    const fresh = await ofAdministrator(giulia)
    const reason = await reasonFor(role(fresh, marco, 'administrator'))
    await require(false)
    expect(reason).toBe('gate')
    expect((await factsOf(marco.id)).role).toBe('user')
  })
})

describe('never without an administrator (R13)', () => {
  async function twoAdministrators() {
    const own = await t.company(`Azienda ${crypto.randomUUID()}`)
    const first = await grownLine(t, own, { role: 'administrator' })
    const second = await grownLine(t, own, { role: 'administrator' })
    return { own, first, second, browsers: [await ofAdministrator(first), await ofAdministrator(second)] as const }
  }

  it('two who take each other’s role at once: one of them stays', async () => {
    const { first, second, browsers } = await twoAdministrators()
    const done = await Promise.all([
      reasonFor(role(browsers[0], second, 'user')),
      reasonFor(role(browsers[1], first, 'user')),
    ])
    expect(done.filter((one) => one === 'done')).toHaveLength(1)
    const roles = [(await factsOf(first.id)).role, (await factsOf(second.id)).role]
    expect(roles.sort()).toEqual(['administrator', 'user'])
  })

  it('two who give up their own role at once, too', async () => {
    const { first, second, browsers } = await twoAdministrators()
    const done = await Promise.all([
      reasonFor(role(browsers[0], first, 'user')),
      reasonFor(role(browsers[1], second, 'user')),
    ])
    expect(done.sort()).toEqual(['done', 'last-administrator'])
  })

  it.each([
    ['suspended', { account: 'disabled' }],
    ['made a user', { role: 'user' }],
    ['limited to some sites', { administrator_sites: [] }],
  ] as const)('the database itself refuses that the last one is %s', async (_name, change) => {
    const own = await t.company(`Azienda ${crypto.randomUUID()}`)
    const only = await grownLine(t, own, { role: 'administrator' })
    const error = await t.house.cellar
      .asService((trx) =>
        changeLine(trx, only.id, {
          ...change,
          ...('administrator_sites' in change ? { administrator_sites: [] } : {}),
        } as never),
      )
      .catch((thrown: unknown) => thrown)
    expect(sqlState(error)).toBe('OSW13')
  })

  it('nor one that nobody could reach by mail, where somebody could', async () => {
    const own = await t.company(`Azienda ${crypto.randomUUID()}`)
    const first = await grownLine(t, own, { role: 'administrator' })
    const withoutEmail = await grownLine(t, own, { role: 'administrator', email: null })
    const browser = await ofAdministrator(first)
    expect(await browser.call('GET /api/people/administrators')).toMatchObject({ continuity: 'alone' })
    expect(await reasonFor(role(browser, first, 'user'))).toBe('unreachable')
    expect((await factsOf(withoutEmail.id)).role).toBe('administrator')
  })

  it('tells a company whose only administrator has no verified e-mail', async () => {
    const own = await t.company(`Azienda ${crypto.randomUUID()}`)
    const only = await grownLine(t, own, { role: 'administrator', emailStatus: 'pending' })
    const answer = await (await ofAdministrator(only)).call('GET /api/people/administrators')
    expect(answer).toMatchObject({
      continuity: 'unreachable',
      firstEnd: (await factsOf(only.id)).credential_expires_at?.toISOString(),
      administrators: [{ id: only.id, emailStatus: 'pending', sites: null }],
    })
  })
})

describe('an administrator of some sites', () => {
  it('suspends and edits lines of those sites, and leaves other administrators alone', async () => {
    const ofIvrea = await grownLine(t, company, { role: 'administrator', site: 'ivrea' })
    await t.house.cellar.asService((trx) => changeLine(trx, ofIvrea.id, { administrator_sites: [company.sites.ivrea] }))
    const browser = await ofAdministrator(ofIvrea)
    const ours = await grownLine(t, company, { site: 'ivrea' })
    const theirs = await grownLine(t, company, { site: 'torino' })
    expect(await reasonFor(suspend(browser, ours))).toBe('done')
    expect(await reasonFor(suspend(browser, theirs))).toBe('not-found')
    expect(await reasonFor(suspend(browser, giulia))).toBe('administrator')
    expect(await reasonFor(role(browser, ours, 'administrator'))).toBe('whole-company')
    const { sites } = await browser.call('GET /api/directory/sites')
    expect(sites.map(({ name }) => name)).toEqual(['Ivrea'])
    const { lines } = await browser.call('GET /api/directory/lines', { query: { size: '100' } } as never)
    expect(new Set(lines.map(({ site }) => site))).toEqual(new Set(['Ivrea']))
    // A search goes through the service door, which no row-level security guards.
    const { total } = await browser.call('GET /api/directory/lines', { query: { search: theirs.name } })
    expect(total).toBe(0)
    // As a user this administrator sees the company like everybody else.
    expect((await (await putSession(t, ofIvrea)).browser.raw('GET', '/api/me')).status).toBe(200)
  })
})

describe('"Modifica dati personali"', () => {
  const edit = (line: { id: string }, was: object, to: object) =>
    administrator.call('PATCH /api/people/lines/:lineId', { ...params(line), body: { was, ...to } as never })

  it('changes name, site and mobile, and the line is found by them', async () => {
    const marco = await grownLine(t, company, { name: 'Marco Bianchi' })
    const was = { name: 'Marco Bianchi', siteId: company.sites.ivrea, mobile: null }
    const person = await edit(marco, was, {
      name: '  Marco   Bianchi Neri ',
      siteId: company.sites.torino,
      mobile: '347 555 0182',
    })
    expect(person).toMatchObject({ name: 'Marco Bianchi Neri', site: 'Torino', mobile: '+393475550182' })
    const found = await administrator.call('GET /api/directory/lines', { query: { search: 'neri', field: 'name' } })
    expect(found.lines.map(({ id }) => id)).toEqual([marco.id])
    expect(await reasonFor(edit(marco, was, { ...was, name: 'Un altro' }))).toBe('person.changed')
  })

  it.each([
    ['no name', { name: ' \u200b ' }, 'person.name'],
    ['a formula', { name: '=1+1' }, 'person.name'],
    ['a fixed line for a mobile', { mobile: '0125 555 049' }, 'person.mobile'],
  ])('refuses %s', async (_name, change, code) => {
    const marco = await grownLine(t, company)
    const was = { name: marco.name, siteId: company.sites.ivrea, mobile: null }
    const answer = await administrator.raw('PATCH', `/api/people/lines/${marco.id}`, {
      body: JSON.stringify({ was, ...was, ...change }),
      headers: { 'content-type': 'application/json' },
    })
    expect(codeOf(answer)).toBe(code)
  })
})

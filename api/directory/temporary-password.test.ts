import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ApiProblem } from '#contract/client.ts'
import { day } from '#domain/clock.ts'
import {
  firstAccess,
  goodPassword,
  openTestHouse,
  otherPassword,
  type TestHouse,
  type TestLine,
} from '../testing/test-house.ts'
import { type Administrator, anAdministrator } from './testing/an-administrator.ts'

let t: TestHouse
let a: Administrator
let line: TestLine

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
})
afterAll(() => t.close())
beforeEach(async () => {
  line = await t.line(a.company)
  await open(line)
})

const open = ({ id }: TestLine) => a.browser.call('POST /api/directory/acting-grants', { body: { lineId: id } })
const set = (body: { deliver: 'show' | 'send'; password?: string }, { id } = line) =>
  a.browser.call('POST /api/directory/lines/:lineId/temporary-password', { params: { lineId: id }, body })
const signIn = (password: string, { number } = line) =>
  t.browser().call('POST /api/session', { body: { number, password } })
const rowOf = ({ id }: TestLine) =>
  t.house.cellar.asService((trx) =>
    trx
      .selectFrom('line as l')
      .innerJoin('credential as k', 'k.line_id', 'l.id')
      .selectAll()
      .where('l.id', '=', id)
      .executeTakeFirstOrThrow(),
  )

describe('generated and shown (guide 2.3.1)', () => {
  it('is temporary, good for 7 days, and the only one that opens the line', async () => {
    const { temporaryPassword, sentTo, expiresAt, replacedUnused } = await set({ deliver: 'show' })
    expect(temporaryPassword).toMatch(/^(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
    expect({ sentTo, replacedUnused }).toEqual({ sentTo: null, replacedUnused: false })
    expect(new Date(expiresAt).getTime() - t.clock.now.getTime()).toBe(7 * day)
    await expect(signIn(a.company.temporaryPassword)).rejects.toMatchObject({ code: 'sign-in.refused' })
    expect(await signIn(temporaryPassword?.toLowerCase().replaceAll('-', ' ') ?? '')).toMatchObject({
      result: 'session',
      session: { state: 'gate', step: 'change-password' },
    })
  })

  it('must be changed by its holder, who then owns the line (S70)', async () => {
    const { temporaryPassword } = await set({ deliver: 'show' })
    const browser = await firstAccess(t, { ...a.company, temporaryPassword: temporaryPassword ?? '' }, line)
    expect(await browser.call('GET /api/session')).toMatchObject({ state: 'gate', step: 'add-email' })
    expect(await rowOf(line)).toMatchObject({ credential: 'own', first_access: 'email-missing' })
    await expect(signIn(temporaryPassword ?? '')).rejects.toMatchObject({ code: 'sign-in.refused' })
  })

  it('stops after 7 days (R09)', async () => {
    const { temporaryPassword } = await set({ deliver: 'show' })
    t.clock.forward(7 * day)
    expect(await signIn(temporaryPassword ?? '')).toMatchObject({ result: 'expired', reset: 'administrator' })
    t.clock.forward(-7 * day)
  })

  it('done twice, the later one holds and says so', async () => {
    const first = await set({ deliver: 'show' })
    const second = await set({ deliver: 'show' })
    expect([first.replacedUnused, second.replacedUnused]).toEqual([false, true])
    await expect(signIn(first.temporaryPassword ?? '')).rejects.toMatchObject({ code: 'sign-in.refused' })
    expect(await signIn(second.temporaryPassword ?? '')).toMatchObject({ result: 'session' })
    expect((await set({ deliver: 'show' })).replacedUnused).toBe(false)
  })

  it('two at once: exactly one opens the line', async () => {
    const answers = await Promise.all([set({ deliver: 'show' }), set({ deliver: 'show' })])
    const opened = await Promise.all(
      answers.map(({ temporaryPassword }) =>
        signIn(temporaryPassword ?? '').then(
          () => true,
          () => false,
        ),
      ),
    )
    expect(opened.filter(Boolean)).toHaveLength(1)
    expect(answers.filter(({ replacedUnused }) => replacedUnused)).toHaveLength(1)
  })
})

describe('over an active line (R06)', () => {
  let email: string
  let browser: Awaited<ReturnType<typeof firstAccess>>

  beforeEach(async () => {
    line = await t.line(a.company)
    email = `utente${line.extension}@arredi.example`
    browser = await firstAccess(t, a.company, line, { email })
    await open(line)
  })

  it('ends sessions, remembered computers and mailed links', async () => {
    const remembered = t.browser()
    await remembered.call('POST /api/session', {
      body: { number: line.number, password: goodPassword, remember: true },
    })
    await t.browser().call('POST /api/password/reset-request', { body: { number: line.number } })
    await set({ deliver: 'show' })
    expect(await browser.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
    expect(await remembered.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
    await expect(remembered.call('POST /api/session/resume')).rejects.toBeInstanceOf(ApiProblem)
    const links = await t.house.cellar.asService((trx) =>
      trx.selectFrom('mailed_link').select('purpose').where('line_id', '=', line.id).execute(),
    )
    expect(links).toEqual([])
    await expect(signIn(goodPassword)).rejects.toMatchObject({ code: 'sign-in.refused' })
  })

  it('tells its holder by mail, without the password, and both in the activity', async () => {
    const { temporaryPassword } = await set({ deliver: 'show' })
    const [letter] = await t.letters(email)
    expect(letter).toMatchObject({ letter: 'temporary-password-set' })
    expect(letter?.text).toContain(a.line.name)
    expect(letter?.text).not.toContain(temporaryPassword)
    const events = await t.house.cellar.asService((trx) =>
      trx
        .selectFrom('audit_event')
        .select(['actor_id', 'subject_id', 'acting', 'facts'])
        .where('action', '=', 'password.temporary-set')
        .where('subject_id', '=', line.id)
        .execute(),
    )
    expect(events).toEqual([
      { actor_id: a.line.id, subject_id: line.id, acting: true, facts: { delivery: 'show', generated: true } },
    ])
  })

  it('keeps the last own passwords from coming back', async () => {
    const { temporaryPassword } = await set({ deliver: 'show' })
    const again = t.browser()
    await again.call('POST /api/session', { body: { number: line.number, password: temporaryPassword ?? '' } })
    const change = (newPassword: string) =>
      again.call('POST /api/password/change', { body: { oldPassword: temporaryPassword ?? '', newPassword } })
    await expect(change(goodPassword)).rejects.toMatchObject({ code: 'password.refused', body: { flaws: ['reused'] } })
    expect(await change(otherPassword)).toMatchObject({ session: { state: 'full' } })
  })

  it('shows the line as waiting, and whether the new one was used', async () => {
    await set({ deliver: 'show' })
    const shown = await a.browser.call('GET /api/directory/lines/:lineId/configuration', {
      params: { lineId: line.id },
    })
    expect(shown).toMatchObject({
      line: { firstAccess: 'temporary-password' },
      password: { kind: 'temporary', everUsed: false },
    })
  })

  it('sent: the mail has it, the answer has not', async () => {
    const answer = await set({ deliver: 'send' })
    expect(answer).toMatchObject({ temporaryPassword: null, sentTo: 'u•••@a•••.example' })
    const [letter, before] = await t.letters(email)
    expect(letter?.letter).toBe('temporary-password')
    expect(before?.letter).not.toBe('temporary-password-set')
    const mailed = letter?.text.match(/(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}/)?.[0] ?? ''
    expect(await signIn(mailed)).toMatchObject({ result: 'session', session: { state: 'gate' } })
  })
})

describe('typed', () => {
  it('opens the line as it was typed', async () => {
    expect(await set({ deliver: 'show', password: otherPassword })).toMatchObject({ temporaryPassword: otherPassword })
    expect(await signIn(otherPassword)).toMatchObject({ result: 'session' })
  })

  it.each([
    ['Breve1!', 'too-short'],
    ['Centralino2026!', 'context-word'],
    ['a'.repeat(129), 'too-long'],
  ])('%j is refused: %s', async (password, flaw) => {
    const before = await rowOf(line)
    await expect(set({ deliver: 'show', password })).rejects.toMatchObject({
      code: 'password.refused',
      body: { flaws: expect.arrayContaining([flaw]) },
    })
    expect(await rowOf(line)).toEqual(before)
  })
})

describe('is refused', () => {
  it.each([
    ['there is none', {}],
    ['it waits for its proof', { email: 'attesa@arredi.example' }],
  ])('by mail while %s, and changes nothing', async (_, facts) => {
    line = await t.line(a.company, facts)
    await open(line)
    const before = await rowOf(line)
    await expect(set({ deliver: 'send' })).rejects.toMatchObject({ code: 'email.not-verified' })
    expect(await rowOf(line)).toEqual(before)
    expect(await t.letters('attesa@arredi.example')).toEqual([])
  })

  it('without a grant for the line (R03)', async () => {
    const other = await t.line(a.company)
    await expect(set({ deliver: 'show' }, other)).rejects.toMatchObject({ code: 'acting.missing' })
  })

  it.each([
    ['administrator', { role: 'administrator' }],
    ['closed', { account: 'closed' }],
  ] as const)('when the line has become %s since the grant', async (reason, change) => {
    await t.house.cellar.asService((trx) => trx.updateTable('line').set(change).where('id', '=', line.id).execute())
    await expect(set({ deliver: 'show' })).rejects.toMatchObject({ code: 'acting.not-allowed', body: { reason } })
  })
})

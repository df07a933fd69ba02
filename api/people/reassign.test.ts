import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Transaction } from '#database/connect.ts'
import { freshSettings } from '#domain/call-handling/settings.ts'
import { addDays } from '#domain/clock.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { absentEngine } from '#telephony/absent-engine.ts'
import type { SipUser } from '#telephony/call-engine.ts'
import { cleanUp } from '../due-work/clean-up.ts'
import { type GrownLine, grownLine, signedIn } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, openTestHouse, otherPassword, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** "Rossi lascia, arriva Bianchi" (spec/security 2.2, admin_reopen; spec/product 7.2, idea 10). */

let t: TestHouse
let company: TestCompany
let giulia: GrownLine
let administrator: Browser
const forgotten: SipUser[] = []
/** Said by or to Rossi, and nowhere else in the house. */
const secretNumber = '+393475550182' as PhoneNumber

beforeAll(async () => {
  t = await openTestHouse({}, undefined, {
    ...absentEngine,
    forgetDevice: async (user) => void forgotten.push(user),
  })
  company = await t.company()
  giulia = await grownLine(t, company, { role: 'administrator', name: 'Giulia Ferrero' })
  administrator = await administratorNow()
})
afterAll(() => t.close())

/** With a password shown just now. */
const administratorNow = async () =>
  (await putSession(t, giulia, { view: 'administrator', stepped_up_at: t.clock.now })).browser

const service = <T>(work: (trx: Transaction) => Promise<unknown>) => t.house.cellar.asService(work) as Promise<T>

/** Rossi, with everything that a person leaves behind on a line. */
async function rossi(): Promise<GrownLine> {
  const line = await grownLine(t, company, { name: 'Mario Rossi', service: 'premium' } as never)
  const browser = await signedIn(t, line, { remember: true })
  await browser.call('POST /api/me/pin', { body: { newPin: '739154' } })
  await browser.call('POST /api/call-handling/settings', {
    body: {
      version: 0,
      changes: {
        forwardAll: { on: true, to: { kind: 'number', number: secretNumber }, until: null },
        noAnswer: { on: false, to: null, after: 35 },
        voicemail: { on: true, after: 45 },
      },
    } as never,
  })
  for (const kind of ['desk', 'softphone'] as const)
    await browser.call('POST /api/me/phones', { body: { name: `${kind} di Mario`, kind } })
  const call = { company_id: company.id, line_id: line.id, call_id: randomUUID() }
  await service(async (trx) => {
    await trx
      .insertInto('call_record')
      .values({
        ...call,
        id: randomUUID(),
        direction: 'in',
        list: 'missed',
        outcome: 'unanswered',
        started_at: t.clock.now,
        other_number: secretNumber,
        other_key: secretNumber,
        search_text: secretNumber,
        detail: '{}',
      })
      .execute()
    const id = randomUUID()
    await trx
      .insertInto('voicemail_message')
      .values({
        ...call,
        id,
        spool_file: id,
        left_at: t.clock.now,
        seconds: 4,
        caller_number: secretNumber,
        search_text: secretNumber,
        loudness: Buffer.alloc(4),
      })
      .execute()
    await trx
      .insertInto('voicemail_audio')
      .values({ message_id: id, company_id: company.id, line_id: line.id, sealed: Buffer.alloc(8) })
      .execute()
  })
  t.clock.forward(60_000)
  return line
}

const give = async (
  line: GrownLine,
  to: { name: string; email?: string; mobile?: string } | null,
  number = line.number,
) =>
  (await administratorNow()).call('POST /api/people/lines/:lineId/reassign', {
    params: { lineId: line.id },
    body: { number, to: to && { email: null, mobile: null, ...to } },
  })

const rowsOf = (lineId: string) =>
  service<Record<string, number>>(async (trx) => {
    const tables = ['call_record', 'voicemail_message', 'voicemail_audio', 'call_setting_change'] as const
    const counts: Record<string, number> = {}
    for (const table of tables)
      counts[table] = (await trx.selectFrom(table).select('line_id').where('line_id', '=', lineId).execute()).length
    return counts
  })

/** Everything a person can read of a line, in one text. */
async function readable(browser: Browser, paths: readonly string[]): Promise<string> {
  const answers = await Promise.all(paths.map((path) => browser.raw('GET', path)))
  for (const [i, { status }] of answers.entries()) expect(status, paths[i]).toBe(200)
  return answers.map(({ body }) => body).join('\n')
}

const own = [
  '/api/me',
  '/api/me/activity',
  '/api/me/devices',
  '/api/me/phones',
  '/api/me/calls?list=missed',
  '/api/me/calls?list=made',
  '/api/me/messages',
  '/api/me/news',
  '/api/call-handling/settings',
  '/api/call-handling/history',
]

it('keeps number and seconds; nothing of Rossi can be read by Bianchi or the administrator, and in 30 days it is gone', async () => {
  const line = await rossi()
  const before = await readable(await signedIn(t, line), own)
  for (const trace of [secretNumber, line.email, 'di Mario']) expect(before, trace).toContain(trace)
  const rossisBrowser = await signedIn(t, line)

  const given = await give(line, { name: 'Elena Bianchi' })
  expect(given).toMatchObject({
    person: { name: 'Elena Bianchi', number: line.number, extension: line.extension, emailStatus: 'none', free: false },
    invited: null,
    phonesToConnect: 1,
    erasedAt: addDays(t.clock.now, 30).toISOString(),
  })
  expect((await t.letters(line.email))[0]?.letter).toBe('line-reassigned')
  // Rossi is out, with every secret.
  expect((await rossisBrowser.raw('GET', '/api/me')).status).toBe(401)
  await expect(rossisBrowser.call('POST /api/session/resume')).rejects.toMatchObject({ code: 'session.none' })
  await expect(signedIn(t, line)).rejects.toMatchObject({ code: 'sign-in.refused' })
  expect(forgotten.filter(({ user }) => user.startsWith(line.extension))).toHaveLength(2)

  // Bianchi comes in.
  const { number } = line
  const temporary = given.temporaryPassword ?? ''
  const bianchi = await signedIn(t, { number, password: temporary })
  await bianchi.call('POST /api/password/change', { body: { oldPassword: temporary, newPassword: otherPassword } })
  await bianchi.call('POST /api/email', { body: { email: 'bianchi@arredi.example' } })
  const code = (await t.letters('bianchi@arredi.example'))[0]?.code ?? ''
  await bianchi.call('POST /api/email/verify', { body: { code } })
  const after = await readable(bianchi, own)
  for (const trace of [secretNumber, line.email, 'Rossi', 'softphone di Mario', '0182'])
    expect(after, trace).not.toContain(trace)
  const { settings } = await bianchi.call('GET /api/call-handling/settings')
  expect(settings).toMatchObject({
    forwardAll: freshSettings.forwardAll,
    noAnswer: { on: false, after: 35 },
    voicemail: { on: true, after: 45 },
  })
  expect(await bianchi.call('GET /api/me')).toMatchObject({ pin: { setAt: null } })

  // Nor does the administrator, in the line's configuration or in the lists.
  await administrator.call('POST /api/directory/acting-grants', { body: { lineId: line.id } })
  const seen = await readable(administrator, [
    `/api/directory/lines/${line.id}/configuration`,
    `/api/call-handling/lines/${line.id}/settings`,
    `/api/call-handling/lines/${line.id}/history`,
    `/api/people/lines/${line.id}`,
    '/api/directory/phones',
    '/api/directory/first-access',
  ])
  for (const trace of [secretNumber, 'Rossi', 'softphone di Mario', '0182']) expect(seen, trace).not.toContain(trace)

  // Sealed, then erased by the clock; Bianchi's own remains.
  expect(await rowsOf(line.id)).toMatchObject({ call_record: 1, voicemail_message: 1, voicemail_audio: 1 })
  t.clock.days(29)
  await cleanUp(t.house).run(() => true)
  expect(await rowsOf(line.id)).toMatchObject({ call_record: 1, voicemail_message: 1 })
  t.clock.days(2)
  await cleanUp(t.house).run(() => true)
  expect(await rowsOf(line.id)).toEqual({
    call_record: 0,
    voicemail_message: 0,
    voicemail_audio: 0,
    call_setting_change: 0,
  })
  t.clock.days(-31)
})

it('a call of Rossi’s that is written down late is sealed as well', async () => {
  const line = await rossi()
  const began = t.clock.now
  t.clock.forward(60_000)
  await give(line, { name: 'Elena Bianchi' })
  const id = randomUUID()
  await service((trx) =>
    trx
      .insertInto('voicemail_message')
      .values({
        id,
        company_id: company.id,
        line_id: line.id,
        call_id: id,
        spool_file: id,
        left_at: began,
        seconds: 3,
        search_text: '',
        loudness: Buffer.alloc(4),
      })
      .execute(),
  )
  const kept = await service<{ sealed_at: Date | null }>((trx) =>
    trx.selectFrom('voicemail_message').select('sealed_at').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  expect(kept.sealed_at).not.toBeNull()
})

it('an invited holder chooses the password with the mailed link', async () => {
  const line = await rossi()
  const given = await give(line, { name: 'Elena Bianchi', email: 'elena@arredi.example', mobile: '347 555 0100' })
  expect(given).toMatchObject({ temporaryPassword: null, invited: expect.stringContaining('•') })
  const [letter] = await t.letters('elena@arredi.example')
  expect(letter?.letter).toBe('line-given')
  const token = letter?.links[0]?.split('#t=')[1] ?? ''
  expect(letter?.links[0]).toContain('/invito#t=')
  const opened = await t
    .browser()
    .call('POST /api/invitation', { body: { token, number: line.number, newPassword: otherPassword } })
  expect(opened.session).toMatchObject({ state: 'full', emailStatus: 'verified' })
  const elena = await signedIn(t, { number: line.number, password: otherPassword })
  expect((await elena.raw('GET', '/api/me')).status).toBe(200)
})

it('a free line lets nobody in, until somebody holds it', async () => {
  const line = await rossi()
  const given = await give(line, null)
  expect(given).toMatchObject({
    temporaryPassword: null,
    expiresAt: null,
    person: { free: true, name: 'Linea libera' },
  })
  await expect(signedIn(t, line)).rejects.toMatchObject({ code: 'sign-in.refused' })
  const next = await give(line, { name: 'Elena Bianchi' })
  expect(next.person).toMatchObject({ free: false, name: 'Elena Bianchi' })
})

it('refuses a number that is not the line’s, an administrator, and oneself', async () => {
  const line = await rossi()
  const second = await grownLine(t, company, { role: 'administrator' })
  await expect(give(line, { name: 'Elena Bianchi' }, giulia.number)).rejects.toMatchObject({ code: 'person.number' })
  await expect(give(second, { name: 'Elena Bianchi' })).rejects.toMatchObject({ body: { reason: 'administrator' } })
  await expect(give(giulia, { name: 'Elena Bianchi' })).rejects.toMatchObject({ body: { reason: 'self' } })
  const now = await (await administratorNow()).call('GET /api/people/lines/:lineId', { params: { lineId: line.id } })
  expect(now.name).toBe('Mario Rossi')
})

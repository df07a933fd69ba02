import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addDays, day, hour, minute } from '#domain/clock.ts'
import { type Administrator, anAdministrator } from '../directory/testing/an-administrator.ts'
import { grownLine, signedIn } from '../testing/grown-line.ts'
import { countLetters, lastLetter } from '../testing/last-letter.ts'
import { putSession } from '../testing/put-session.ts'
import {
  firstAccess,
  goodPassword,
  openTestHouse,
  otherPassword,
  type TestHouse,
  type TestLine,
} from '../testing/test-house.ts'
import { jobsOnManyLines } from './due-jobs.ts'
import { workOnJobs } from './work-on-jobs.ts'

/** The administrator's first-access cockpit (spec/security 1.4.7 to 1.4.12, 2.2; rows A09, A11, A16 and neighbours). */

let t: TestHouse
let a: Administrator

beforeAll(async () => {
  t = await openTestHouse()
  a = await anAdministrator(t, { number: '+390125555949' })
})
afterAll(() => t.close())
beforeEach(fresh)

/** Signed in again, whatever the clock says now. */
async function fresh(): Promise<void> {
  const line = { id: a.line.id, company: a.company }
  a = { ...a, browser: (await putSession(t, line, { view: 'administrator' })).browser }
}

const press = () => randomBytes(16).toString('base64url')
const rowOf = ({ id }: { id: string }) =>
  t.house.cellar.asService((trx) => trx.selectFrom('line').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
const jobOf = async (jobId: string) => {
  await workOnJobs(t.house)
  return a.browser.call('GET /api/first-access/jobs/:jobId', { params: { jobId } })
}
type BulkRoute =
  | 'POST /api/first-access/reminders'
  | 'POST /api/first-access/invitations'
  | 'POST /api/first-access/temporary-passwords'
/** Presses a button of the selection and waits for its end. */
async function doTo(route: BulkRoute, lines: readonly { id: string }[]) {
  const { jobId } = await a.browser.call(route, {
    body: { key: press(), selection: { lineIds: lines.map(({ id }) => id) } },
  })
  return jobOf(jobId)
}
const signIn = ({ number }: TestLine, password: string) =>
  t.browser().call('POST /api/session', { body: { number, password } })
const activationOf = async ({ id }: TestLine) =>
  (await a.browser.call('GET /api/first-access/activations', { query: {} })).activations.find(
    ({ lineId }) => lineId === id,
  )
const tokenOf = async (to: string) => (await lastLetter(t, to, 'invitation')).token
const address = () => `${randomUUID().slice(0, 8)}@arredi.example`

test('reminders: a mail, a text message or neither, each told; once a day; the letter has no secret', async () => {
  const email = address()
  const byMail = await t.line(a.company, { email, emailStatus: 'pending' })
  const byNobody = await t.line(a.company)
  const done = await grownLine(t, a.company)
  const missing = { id: randomUUID() }
  const all = [byMail, byNobody, done, missing]
  const { job, reasons, refusedLines } = await doTo('POST /api/first-access/reminders', all)
  expect(job).toMatchObject({ action: 'remind', total: 4, done: 1, refused: 3, finishedAt: t.clock.now.toISOString() })
  expect(Object.fromEntries(reasons.map(({ reason, lines }) => [reason, lines]))).toEqual({
    'no-address': 1,
    completed: 1,
    gone: 1,
  })
  expect(refusedLines.map(({ lineId, reason }) => [lineId, reason])).toEqual([
    [byNobody.id, 'no-address'],
    [done.id, 'completed'],
  ])
  const letter = await lastLetter(t, email, 'first-access-reminder')
  expect(letter.text).not.toContain(a.company.temporaryPassword)
  expect((await doTo('POST /api/first-access/reminders', [byMail])).reasons).toEqual([
    { reason: 'reminded-today', lines: 1 },
  ])
  t.clock.forward(day)
  await fresh()
  expect((await doTo('POST /api/first-access/reminders', [byMail])).job.done).toBe(1)
  expect(await countLetters(t, email, 'first-access-reminder')).toBe(2)
})

test('the same press twice is one job; another press of the same lines does nothing twice', async () => {
  const email = address()
  const line = await t.line(a.company, { email, emailStatus: 'pending' })
  const body = { key: press(), selection: { lineIds: [line.id] } }
  const send = () => a.browser.call('POST /api/first-access/reminders', { body })
  const both = await Promise.all([send(), send()])
  expect(both[0]).toEqual(both[1])
  await jobOf(both[0].jobId)
  expect(await countLetters(t, email, 'first-access-reminder')).toBe(1)
})

test('“all that are found” is decided by the server, and refused when it is no longer the number that was read', async () => {
  const name = `Zaccaria ${randomUUID().slice(0, 6)}`
  for (let i = 0; i < 3; i++)
    await t.line(a.company, { name: `${name} ${i}`, email: address(), emailStatus: 'pending' })
  const filter = { search: name }
  const remind = (count: number) =>
    a.browser.call('POST /api/first-access/reminders', { body: { key: press(), selection: { filter, count } } })
  await expect(remind(312)).rejects.toMatchObject({ code: 'selection.changed', body: { count: 3 } })
  const { job } = await jobOf((await remind(3)).jobId)
  expect(job).toMatchObject({ total: 3, done: 3 })
  const csv = await a.browser.call('POST /api/first-access/selection/export', {
    body: { selection: { filter, count: 3 } },
  })
  expect(csv.split('\r\n').filter((row) => row.includes(name))).toHaveLength(3)
})

test('a job that another process began goes on by the clock, each line once', async () => {
  const email = address()
  const line = await t.line(a.company, { email, emailStatus: 'pending' })
  const { jobId } = await a.browser.call('POST /api/first-access/reminders', {
    body: { key: press(), selection: { lineIds: [line.id] } },
  })
  await workOnJobs(t.house)
  // As a kill -9 leaves it: the line done, the end not written.
  await t.house.cellar.asService((trx) => sql`update bulk_job set finished_at = null where id = ${jobId}`.execute(trx))
  await jobsOnManyLines(t.house).run(() => true)
  expect((await jobOf(jobId)).job).toMatchObject({ done: 1, finishedAt: expect.any(String) })
  expect(await countLetters(t, email, 'first-access-reminder')).toBe(1)
})

test('an invitation opens the line once, by number and mailbox; the shared password never does again (1.4.10)', async () => {
  const email = address()
  const line = await t.line(a.company, { email, emailStatus: 'pending' })
  expect((await doTo('POST /api/first-access/invitations', [line])).job.done).toBe(1)
  await expect(signIn(line, a.company.temporaryPassword)).rejects.toMatchObject({ code: 'sign-in.refused' })
  const token = await tokenOf(email)
  const browser = t.browser({ ip: '198.51.100.9' })
  const accept = (number: string, newPassword = otherPassword) =>
    browser.call('POST /api/invitation', { body: { token, number, newPassword } })
  await expect(accept('0125 555 000')).rejects.toMatchObject({ code: 'link.invalid' })
  await expect(accept(line.number, 'corta')).rejects.toMatchObject({ code: 'password.refused' })
  expect(await accept(line.number)).toMatchObject({ session: { state: 'full', view: 'user' } })
  expect(await rowOf(line)).toMatchObject({ first_access: 'completed', credential: 'own', email_status: 'verified' })
  expect((await browser.call('GET /api/me')).email).toMatchObject({ address: email, status: 'verified' })
  await expect(accept(line.number)).rejects.toMatchObject({ code: 'link.invalid' })
  expect(await activationOf(line)).toMatchObject({ secret: 'invitation', ip: '198.51.100.9', current: true })
})

test('an invitation is over after 72 hours, and when another way in replaces it', async () => {
  const [late, changed, replaced] = [address(), address(), address()]
  const lines = await Promise.all(
    [late, changed, replaced].map((email) => t.line(a.company, { email, emailStatus: 'pending' })),
  )
  const [lateLine, changedLine, replacedLine] = lines as [TestLine, TestLine, TestLine]
  await doTo('POST /api/first-access/invitations', lines)
  const accept = async (to: string, { number }: TestLine, token?: string) =>
    t.browser({ ip: '198.51.100.10' }).call('POST /api/invitation', {
      body: { token: token ?? (await tokenOf(to)), number, newPassword: otherPassword },
    })
  // A mistyped address, put right: the letter that went to the stranger opens nothing.
  const rows = [{ lineId: changedLine.id, email: address() }]
  await a.browser.call('POST /api/first-access/emails', { body: { rows } })
  await expect(accept(changed, changedLine)).rejects.toMatchObject({ code: 'link.invalid' })
  const first = await tokenOf(replaced)
  await doTo('POST /api/first-access/invitations', [replacedLine])
  await expect(accept(replaced, replacedLine, first)).rejects.toMatchObject({ code: 'link.invalid' })
  t.clock.forward(72 * hour)
  await expect(accept(late, lateLine)).rejects.toMatchObject({ code: 'link.invalid' })
  expect(await rowOf(lateLine)).toMatchObject({ credential: 'temporary', activated_at: null })
})

test('administrators, oneself and whoever has an own password are left out of what opens a line', async () => {
  const own = await grownLine(t, a.company)
  const other = await t.line(a.company, { role: 'administrator', email: address(), emailStatus: 'verified' })
  const nobody = await t.line(a.company)
  const lines = [a.line, other, own, nobody]
  const { reasons } = await doTo('POST /api/first-access/invitations', lines)
  expect(new Set(reasons.map(({ reason }) => reason))).toEqual(
    new Set(['self', 'administrator', 'activated', 'no-address']),
  )
  const passwords = await doTo('POST /api/first-access/temporary-passwords', lines)
  expect(passwords.job).toMatchObject({ done: 1, refused: 3 })
})

test('personal sheets: printed by who made them, for a quarter of an hour, then nobody can read them', async () => {
  const lines = [await t.line(a.company), await t.line(a.company)]
  const { job } = await doTo('POST /api/first-access/temporary-passwords', lines)
  expect(job).toMatchObject({ done: 2, sheetsUntil: new Date(t.clock.now.getTime() + 15 * minute).toISOString() })
  const path = `/api/first-access/jobs/${job.id}/sheets`
  const print = () => a.browser.raw('POST', path, { body: '{}', headers: { 'content-type': 'application/json' } })
  const pdf = await print()
  expect([pdf.status, pdf.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  await expect(signIn(lines[0] as TestLine, a.company.temporaryPassword)).rejects.toMatchObject({
    code: 'sign-in.refused',
  })
  expect(await rowOf(lines[0] as TestLine)).toMatchObject({ credential_expires_at: addDays(t.clock.now, 7) })
  t.clock.forward(15 * minute)
  await fresh()
  expect((await print()).status).toBe(404)
  await jobsOnManyLines(t.house).run(() => true)
  const { rows } = await t.house.cellar.asService((trx) =>
    sql`select from bulk_job_line where secret is not null`.execute(trx),
  )
  expect(rows).toHaveLength(0)
})

test('moved to another site, and found there', async () => {
  const line = await t.line(a.company, { site: 'ivrea' })
  const siteId = a.company.sites.torino
  const move = (to: string) =>
    a.browser.call('POST /api/first-access/moves', {
      body: { key: press(), selection: { lineIds: [line.id] }, siteId: to },
    })
  await expect(move(randomUUID())).rejects.toMatchObject({ code: 'not-found' })
  await jobOf((await move(siteId)).jobId)
  const { lines } = await a.browser.call('GET /api/directory/lines', { query: { search: 'torino', field: 'site' } })
  expect(lines.map(({ id }) => id)).toContain(line.id)
  expect((await jobOf((await move(siteId)).jobId)).reasons).toEqual([{ reason: 'same-site', lines: 1 }])
})

test('pasted e-mails: checked first, entered all or none, confirmed by their owner', async () => {
  const name = `Ottavia ${randomUUID().slice(0, 6)}`
  const line = await t.line(a.company, { name })
  const other = await t.line(a.company)
  const verified = await grownLine(t, a.company)
  const email = address()
  const text = `Nome\tE-mail\n${name}\t${email}\n${verified.number}\taltra@arredi.example\nNessuno\tn@arredi.example`
  const { rows, ready } = await a.browser.call('POST /api/first-access/emails/check', { body: { text } })
  expect(rows.map(({ verdict }) => verdict)).toEqual(['heading', 'ready', 'already-verified', 'unknown'])
  expect({ ready, line: rows[1]?.line?.lineId }).toEqual({ ready: 1, line: line.id })
  const enter = (...typed: [TestLine, string][]) =>
    a.browser.call('POST /api/first-access/emails', {
      body: { rows: typed.map(([{ id: lineId }, to]) => ({ lineId, email: to })) },
    })
  // Nothing by halves: one that is no longer as it was checked holds back the others.
  await expect(enter([line, email], [verified, 'altra@arredi.example'])).rejects.toMatchObject({
    code: 'paste.changed',
  })
  await expect(enter([line, email], [line, email])).rejects.toMatchObject({ code: 'paste.changed' })
  expect(await rowOf(line)).toMatchObject({ email: null })
  expect(await enter([line, email], [other, address()])).toEqual({ entered: 2 })
  expect(await rowOf(line)).toMatchObject({ email, email_status: 'pending', email_source: 'administrator' })
  const { token } = await lastLetter(t, email, 'email-entered-by-administrator')
  await t.browser().call('POST /api/email/confirm-link', { body: { token, number: line.number } })
  expect(await rowOf(line)).toMatchObject({ email_status: 'verified' })
})

test('an activation is listed with time, address and device, and confirmed once (1.4.7, A16)', async () => {
  const line = await t.line(a.company)
  await firstAccess(t, a.company, line, { email: address() })
  const latest = () => activationOf(line)
  expect(await latest()).toMatchObject({
    at: t.clock.now.toISOString(),
    label: expect.stringContaining('Chrome'),
    secret: 'shared',
    state: 'open',
    current: true,
  })
  const params = { activationId: (await latest())?.id ?? '' }
  await a.browser.call('POST /api/first-access/activations/:activationId/confirm', { params })
  await a.browser.call('POST /api/first-access/activations/:activationId/confirm', { params })
  expect(await latest()).toMatchObject({ state: 'confirmed' })
  expect(await rowOf(line)).toMatchObject({ activation_confirmed_at: t.clock.now })
})

test('“Non riconosco”: out with everything they brought, settings as before, a line that begins anew (1.4)', async () => {
  const email = address()
  const line = await t.line(a.company)
  const intruder = await firstAccess(t, a.company, line, { email })
  const { settings, version } = await intruder.call('GET /api/call-handling/settings')
  await intruder.call('POST /api/call-handling/settings', {
    body: { version, changes: { doNotDisturb: { ...settings.doNotDisturb, on: true } } },
  })
  const params = { activationId: (await activationOf(line))?.id ?? '' }
  const object = (number: string) =>
    a.browser.call('POST /api/first-access/activations/:activationId/objection', { params, body: { number } })
  await expect(object('0125 555 000')).rejects.toMatchObject({ code: 'person.number' })
  const { temporaryPassword, settingsRestored } = await object(line.number)
  expect(settingsRestored).toBe(1)
  await expect(intruder.call('GET /api/me')).rejects.toMatchObject({ code: 'session.none' })
  await expect(signIn(line, goodPassword)).rejects.toMatchObject({ code: 'sign-in.refused' })
  await expect(signIn(line, a.company.temporaryPassword)).rejects.toMatchObject({ code: 'sign-in.refused' })
  expect(await rowOf(line)).toMatchObject({
    email: null,
    email_status: 'none',
    credential: 'temporary',
    activated_at: null,
  })
  expect(await lastLetter(t, email, 'line-reopened')).toMatchObject({ to: email })
  // 1928 hears of it too: the temporary password was in somebody else's hands.
  const requests = await t.house.cellar.asService((trx) =>
    trx.selectFrom('service_request').select(['kind', 'closed_at']).where('line_id', '=', line.id).execute(),
  )
  expect(requests).toEqual([{ kind: 'activation-denied', closed_at: null }])
  await expect(object(line.number)).rejects.toMatchObject({ code: 'activation.over' })
  const owner = await firstAccess(t, { ...a.company, temporaryPassword }, line, { email: address() })
  expect((await owner.call('GET /api/call-handling/settings')).settings.doNotDisturb.on).toBe(false)
  // The veil is drawn anew: what was there before the owner came in is not lost to the one who was faster.
  expect(await rowOf(line)).toMatchObject({ activated_at: t.clock.now, activation_confirmed_at: null })
})

test('closed first access refuses like any wrong password, and opens again for some days (1.4.11)', async () => {
  const line = await t.line(a.company)
  await signIn(line, a.company.temporaryPassword)
  await a.browser.call('POST /api/first-access/shared-password/close')
  expect((await a.browser.call('GET /api/first-access')).shared).toMatchObject({ state: 'closed', openUntil: null })
  await expect(signIn(line, a.company.temporaryPassword)).rejects.toMatchObject({ code: 'sign-in.refused' })
  await a.browser.call('POST /api/first-access/shared-password/reopen', { body: { days: 3 } })
  expect(await signIn(line, a.company.temporaryPassword)).toMatchObject({ result: 'session' })
  t.clock.days(3)
  await expect(signIn(line, a.company.temporaryPassword)).rejects.toMatchObject({ code: 'sign-in.refused' })
})

test('rotated by the administrator: the old one fails, the new one opens, own passwords stay (A11)', async () => {
  const b = await anAdministrator(t, { company: 'Officina Nuova S.r.l.', number: '+390125555948' })
  const line = await t.line(b.company)
  const own = await grownLine(t, b.company)
  const rotate = (deliver: 'show' | 'send') =>
    b.browser.call('POST /api/first-access/shared-password/rotate', { body: { deliver } })
  const { temporaryPassword, sentTo } = await rotate('show')
  expect(sentTo).toBeNull()
  await expect(signIn(line, b.company.temporaryPassword)).rejects.toMatchObject({ code: 'sign-in.refused' })
  expect(await signIn(line, temporaryPassword ?? '')).toMatchObject({ result: 'session' })
  await expect(signedIn(t, own)).resolves.toBeDefined()
})

test('the cockpit counts how everybody who is missing can be reached', async () => {
  const b = await anAdministrator(t, { company: 'Tipografia Po S.a.s.', number: '+390125555947' })
  await t.line(b.company, { email: address(), emailStatus: 'pending' })
  const alone = await t.line(b.company)
  await grownLine(t, b.company)
  const { total, counts, missing, reminder, shared } = await b.browser.call('GET /api/first-access')
  expect({ total, never: counts['never-entered'] }).toEqual({ total: 4, never: 2 })
  expect(reminder).toMatchObject({ byEmail: 1, bySms: 0, unreachable: 1, remindedToday: 0 })
  expect(reminder.unreachableLines.map(({ lineId }) => lineId)).toEqual([alone.id])
  expect(shared).toMatchObject({ state: 'open', lines: 2 })
  const remind = (count: number) =>
    b.browser.call('POST /api/first-access/reminders', {
      body: { key: press(), selection: { missing: true, count } },
    })
  await expect(remind(3)).rejects.toMatchObject({ code: 'selection.changed', body: { count: 2 } })
  expect(await remind(missing)).toMatchObject({ total: 2 })
  await workOnJobs(t.house)
  expect((await b.browser.call('GET /api/first-access')).reminder).toMatchObject({ byEmail: 0, remindedToday: 1 })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hour, minute } from '#domain/clock.ts'
import { firstAccess, openTestHouse, type TestHouse, type TestLine } from '../testing/test-house.ts'
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
const enter = (email: string, { id } = line) =>
  a.browser.call('POST /api/directory/lines/:lineId/email', { params: { lineId: id }, body: { email } })
const rowOf = ({ id }: TestLine) =>
  t.house.cellar.asService((trx) => trx.selectFrom('line').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
const linkTo = async (email: string) =>
  (await t.letters(email)).find(({ letter }) => letter === 'email-entered-by-administrator')?.links[0] ?? ''
const confirm = (link: string, number: string) =>
  t.browser().call('POST /api/email/confirm-link', { body: { token: link.split('#t=')[1] ?? '', number } })

describe('where there is none (guide 2.3.1, S69)', () => {
  it('is recorded, waits for its proof, and its owner is written to', async () => {
    const email = 'Elena.Rossi@Arredi.EXAMPLE'
    expect(await enter(`  ${email} `)).toEqual({ masked: 'E•••@a•••.example', status: 'pending' })
    const stored = 'Elena.Rossi@arredi.example'
    expect(await rowOf(line)).toMatchObject({ email: stored, email_status: 'pending', email_source: 'administrator' })
    expect(await linkTo(stored)).toMatch(new RegExp(`^${t.origin}/conferma-email#t=[A-Za-z0-9_-]{43}$`))
    const shown = await a.browser.call('GET /api/directory/lines/:lineId/configuration', {
      params: { lineId: line.id },
    })
    expect(shown.activity[0]).toMatchObject({
      action: 'email.entered',
      actor: 'you',
      facts: { masked: 'E•••@a•••.example' },
    })
    expect(JSON.stringify(shown)).not.toContain(stored)
  })

  it('finds the line from now on', async () => {
    await enter('cercami@arredi.example')
    const { lines } = await a.browser.call('GET /api/directory/lines', {
      query: { search: 'cercami@arredi' } as object,
    })
    expect(lines.map(({ id }) => id)).toEqual([line.id])
  })

  it('is proved by the mailed link and the line’s number, for a day, once', async () => {
    await enter('prova@arredi.example')
    const link = await linkTo('prova@arredi.example')
    await expect(confirm(link, a.line.number)).rejects.toMatchObject({ code: 'link.invalid' })
    expect(await confirm(link, line.number)).toEqual({ maskedEmail: 'p•••@a•••.example' })
    expect(await rowOf(line)).toMatchObject({ email_status: 'verified' })
    await expect(confirm(link, line.number)).rejects.toMatchObject({ code: 'link.invalid' })

    line = await t.line(a.company)
    await open(line)
    await enter('tardi@arredi.example')
    t.clock.forward(24 * hour)
    await expect(confirm(await linkTo('tardi@arredi.example'), line.number)).rejects.toMatchObject({
      code: 'link.invalid',
    })
    t.clock.forward(-24 * hour)
  })

  it('can be corrected after a minute; the older link is dead', async () => {
    await enter('sbagliata@arredi.example')
    await expect(enter('giusta@arredi.example')).rejects.toMatchObject({ code: 'email.resend-wait', retryAfter: 60 })
    t.clock.forward(minute)
    await enter('giusta@arredi.example')
    await expect(confirm(await linkTo('sbagliata@arredi.example'), line.number)).rejects.toMatchObject({
      code: 'link.invalid',
    })
    await confirm(await linkTo('giusta@arredi.example'), line.number)
    expect(await rowOf(line)).toMatchObject({ email: 'giusta@arredi.example', email_status: 'verified' })
  })

  it('makes "Reset Password" possible (S72), and ends what was mailed before', async () => {
    await enter('reset@arredi.example')
    await t.browser().call('POST /api/password/reset-request', { body: { number: line.number } })
    const purposes = () =>
      t.house.cellar.asService((trx) =>
        trx.selectFrom('mailed_link').select('purpose').where('line_id', '=', line.id).orderBy('purpose').execute(),
      )
    expect(await purposes()).toContainEqual({ purpose: 'confirm-and-reset' })
    t.clock.forward(minute)
    await enter('altro@arredi.example')
    expect(await purposes()).toEqual([{ purpose: 'verify-email' }])
  })
})

describe('is refused', () => {
  it('over a proved one (R08)', async () => {
    line = await t.line(a.company)
    await firstAccess(t, a.company, line, { email: 'mia@arredi.example' })
    await open(line)
    const before = await rowOf(line)
    await expect(enter('tua@arredi.example')).rejects.toMatchObject({
      code: 'email.already-verified',
      body: { status: 409 },
    })
    expect(await rowOf(line)).toEqual(before)
    expect(await t.letters('tua@arredi.example')).toEqual([])
  })

  it.each(['niente', 'a@b', '"<script>"@x.it', 'due@uno.it, tre@uno.it', `${'a'.repeat(255)}@x.it`])(
    '%j',
    async (email) => {
      await expect(enter(email)).rejects.toMatchObject({ code: 'email.invalid' })
      expect(await rowOf(line)).toMatchObject({ email: null })
    },
  )

  it('when it serves twenty lines already, whatever its letter case', async () => {
    for (let i = 0; i < 20; i++) await t.line(a.company, { email: 'ufficio@arredi.example' })
    await expect(enter('UFFICIO@arredi.example')).rejects.toMatchObject({ code: 'email.too-many-lines' })
    const [one] = await a.browser
      .call('GET /api/directory/lines', { query: { search: 'ufficio@' } as object })
      .then(({ lines }) => lines)
    await a.browser.call('POST /api/directory/acting-grants', { body: { lineId: one?.id ?? '' } })
    // One of the twenty may be written to again.
    expect(await enter('ufficio@arredi.example', { ...line, id: one?.id ?? '' })).toMatchObject({ status: 'pending' })
  })

  it('without a grant for the line (R03)', async () => {
    const other = await t.line(a.company)
    await expect(enter('x@arredi.example', other)).rejects.toMatchObject({ code: 'acting.missing' })
  })
})

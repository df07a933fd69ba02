import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minute, second } from '#domain/clock.ts'
import { type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { countLetters, lastLetter } from '../testing/last-letter.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, goodPassword, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** Giving a first address and proving it (guide figure 4; spec/security 2.2, 2.5; E01–E04, E22). */

let t: TestHouse
let company: TestCompany
let giulia: GrownLine
let marco: GrownLine
/** At the question of figure 4. */
let browser: Browser
let address: string

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
  giulia = await grownLine(t, company, { role: 'administrator' })
})
beforeEach(async () => {
  marco = await grownLine(t, company, { name: 'Marco Actis', email: null })
  browser = await pastThePassword(marco)
  address = `marco.${marco.extension}@actis.example`
})
afterAll(() => t.close())

async function pastThePassword(line: GrownLine): Promise<Browser> {
  return (await putSession(t, line, { kind: 'gate' })).browser
}

const give = (email: string, who = browser) => who.call('POST /api/email', { body: { email } })
const verify = (code: string, who = browser) => who.call('POST /api/email/verify', { body: { code } })
const codeFor = async (to = address) => (await lastLetter(t, to, 'verify-email')).code ?? ''
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const confirm = (token: string, number = marco.number) =>
  t.browser({ ip: ownAddress() }).call('POST /api/email/confirm-link', { body: { token, number } })

test('E01: until there is an address, the portal is closed; an end user may answer "Più tardi"', async () => {
  await expect(browser.call('GET /api/me')).rejects.toMatchObject({ code: 'gate', body: { step: 'add-email' } })
  await browser.call('POST /api/email/later')
  expect(await browser.call('GET /api/me')).toMatchObject({ toDo: ['add-email', 'define-pin'] })
})

test('an administrator may not', async () => {
  const chief = await t.line(company, { role: 'administrator' })
  const at = t.browser({ ip: ownAddress() })
  await at.call('POST /api/session', { body: { number: chief.number, password: company.temporaryPassword } })
  await at.call('POST /api/session/view', { body: { view: 'administrator' } })
  const body = { oldPassword: company.temporaryPassword, newPassword: goodPassword }
  expect(await at.call('POST /api/password/change', { body })).toMatchObject({ session: { mayPostponeEmail: false } })
  await expect(at.call('POST /api/email/later')).rejects.toMatchObject({ code: 'email.cannot-postpone' })
  expect(await at.call('GET /api/session')).toMatchObject({ state: 'gate', step: 'add-email' })
})

describe('the code', () => {
  test('proves the address, and the letter that says so goes to it', async () => {
    expect(await give(address)).toMatchObject({ address, session: { state: 'full', emailStatus: 'pending' } })
    expect(await verify(await codeFor())).toMatchObject({ session: { emailStatus: 'verified', email: address } })
    expect(await countLetters(t, address, 'email-confirmed')).toBe(1)
  })

  test('may be typed with blanks', async () => {
    await give(address)
    expect(await verify((await codeFor()).replace(/(...)/, '$1 '))).toMatchObject({
      session: { emailStatus: 'verified' },
    })
  })

  test('E02: five wrong ones, and the right one is burned', async () => {
    await give(address)
    const code = await codeFor()
    for (const triesLeft of [4, 3, 2, 1])
      await expect(verify(wrongOf(code))).rejects.toMatchObject({ code: 'email.code-wrong', body: { triesLeft } })
    await expect(verify(wrongOf(code))).rejects.toMatchObject({ code: 'email.code-expired' })
    await expect(verify(code)).rejects.toMatchObject({ code: 'email.code-expired' })
  })

  test('five at the same instant are five tries', async () => {
    await give(address)
    const code = await codeFor()
    await Promise.allSettled(Array.from({ length: 6 }, () => verify(wrongOf(code))))
    await expect(verify(code)).rejects.toMatchObject({ code: 'email.code-expired' })
  })

  test('E04: is good for ten minutes', async () => {
    await give(address)
    const code = await codeFor()
    t.clock.forward(10 * minute)
    await expect(verify(code)).rejects.toMatchObject({ code: 'email.code-expired' })
  })

  test('E04: is good in the session that asked for it, and in no other of the same person', async () => {
    await give(address)
    const code = await codeFor()
    const elsewhere = await signedIn(t, marco)
    await expect(verify(code, elsewhere)).rejects.toMatchObject({ code: 'email.code-expired' })
    expect(await verify(code)).toMatchObject({ session: { emailStatus: 'verified' } })
  })

  test('of somebody else is worth nothing', async () => {
    await give(address)
    const elena = await pastThePassword(await grownLine(t, company, { email: null }))
    await give('elena@actis.example', elena)
    await expect(verify(await codeFor('elena@actis.example'))).rejects.toMatchObject({ code: 'email.code-wrong' })
  })

  test('works once', async () => {
    await give(address)
    const code = await codeFor()
    await verify(code)
    await expect(verify(code)).rejects.toMatchObject({ code: 'email.code-expired' })
  })

  test('is replaced by a newer one, also when the address was mistyped', async () => {
    await give('maaarco@actis.example')
    const old = await codeFor('maaarco@actis.example')
    await give(address)
    await expect(verify(old)).rejects.toMatchObject({ code: 'email.code-wrong' })
    expect(await verify(await codeFor())).toMatchObject({ session: { email: address } })
  })
})

describe('the link', () => {
  test('proves the address with the phone number, signs nobody in, and works once', async () => {
    await give(address)
    const { token } = await lastLetter(t, address, 'verify-email')
    expect(await confirm(token)).toEqual({ maskedEmail: 'm•••@a•••.example' })
    expect(await browser.call('GET /api/session')).toMatchObject({ state: 'full', emailStatus: 'verified' })
    await expect(confirm(token)).rejects.toMatchObject({ code: 'link.invalid' })
  })

  test('five wrong numbers burn it', async () => {
    await give(address)
    const { token } = await lastLetter(t, address, 'verify-email')
    for (let i = 0; i < 5; i += 1)
      await expect(confirm(token, '0125 555 000')).rejects.toMatchObject({ code: 'link.invalid' })
    await expect(confirm(token)).rejects.toMatchObject({ code: 'link.invalid' })
  })

  test('is good for a day', async () => {
    await give(address)
    const { token } = await lastLetter(t, address, 'verify-email')
    t.clock.days(1)
    await expect(confirm(token)).rejects.toMatchObject({ code: 'link.invalid' })
  })

  test('a reset link is none, nor is what the database keeps of one (E11)', async () => {
    await give(address)
    const { hash } = await t.house.cellar.asService((trx) =>
      trx.selectFrom('mailed_link').select('hash').where('line_id', '=', marco.id).executeTakeFirstOrThrow(),
    )
    await expect(confirm(hash.toString('base64url'))).rejects.toMatchObject({ code: 'link.invalid' })
    await expect(
      t.browser().call('POST /api/password/reset', {
        body: {
          token: (await lastLetter(t, address, 'verify-email')).token,
          number: marco.number,
          newPassword: 'nuova lampada verde',
        },
      }),
    ).rejects.toMatchObject({ code: 'link.invalid' })
  })

  test('guessing links pauses the address it comes from', async () => {
    const guesser = t.browser({ ip: ownAddress() })
    const guess = () =>
      guesser.call('POST /api/email/confirm-link', { body: { token: 'A'.repeat(43), number: marco.number } })
    for (let i = 0; i < 30; i += 1) await expect(guess()).rejects.toMatchObject({ code: 'link.invalid' })
    await expect(guess()).rejects.toMatchObject({ code: 'throttled' })
  })
})

describe('sending again (2.5)', () => {
  const again = () => browser.call('POST /api/email/resend')

  test('once a minute, five times a day', async () => {
    await give(address)
    t.clock.forward(30 * second)
    await expect(again()).rejects.toMatchObject({ code: 'email.resend-wait', body: { retryAfter: 30 } })
    for (let i = 0; i < 4; i += 1) {
      t.clock.forward(minute)
      await again()
    }
    t.clock.forward(minute)
    await expect(again()).rejects.toMatchObject({ code: 'email.resend-wait', body: { retryAfter: 86_340 } })
    expect(await countLetters(t, address, 'verify-email')).toBe(5)
  })

  test('other addresses count among the five: the portal fills nobody’s mailbox', async () => {
    for (let i = 0; i < 5; i += 1) await give(`vittima+${i}@altrove.example`)
    await expect(give('vittima+5@altrove.example')).rejects.toMatchObject({ code: 'email.resend-wait' })
  })

  test('there is nothing to send again before an address was given', async () => {
    await expect(again()).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('"Più tardi" ends (decision 2)', () => {
  const enter = async () => (await signedIn(t, marco)).call('GET /api/session')

  test('after five sign-ins', async () => {
    await browser.call('POST /api/email/later')
    for (let i = 0; i < 5; i += 1) expect(await enter()).toMatchObject({ step: 'add-email', mayPostponeEmail: true })
    expect(await enter()).toMatchObject({ step: 'add-email', mayPostponeEmail: false })
  })

  test('after seven days, also in a session that is open', async () => {
    await give(address)
    t.clock.days(6)
    const open = await signedIn(t, marco)
    expect(await open.call('GET /api/session')).toMatchObject({ state: 'full', emailStatus: 'pending' })
    t.clock.forward(86_400_000 - 10 * minute)
    expect(await enter()).toMatchObject({ state: 'full' })
    const late = await signedIn(t, marco)
    t.clock.forward(10 * minute)
    expect(await late.call('GET /api/session')).toMatchObject({ state: 'gate', step: 'verify-email' })
    // Mistyped? Another may be given here without a step-up, which the gate would not let through.
    expect(await give('marco.giusto@actis.example', late)).toMatchObject({ session: { step: 'verify-email' } })
    expect(await verify(await codeFor('marco.giusto@actis.example'), late)).toMatchObject({
      session: { state: 'full' },
    })
  })

  test('answered twice, or long after, it gives nothing more: no longer session, no rights', async () => {
    const first = await browser.call('POST /api/email/later')
    t.clock.forward(20 * minute)
    const again = await browser.call('POST /api/email/later')
    expect(again.session).toMatchObject({ endsAt: (first.session as { endsAt: string }).endsAt })
  })

  test('there is nothing to put off once an address is given', async () => {
    await give(address)
    await expect(browser.call('POST /api/email/later')).rejects.toMatchObject({ code: 'email.cannot-postpone' })
  })
})

test('a remembered computer neither puts off into full rights nor gives an address', async () => {
  await browser.call('POST /api/email/later')
  const home = await signedIn(t, marco, { remember: true })
  await home.call('POST /api/email/later')
  home.cookies.delete('__Host-osw_sid')
  await home.call('POST /api/session/resume')
  expect(await home.call('POST /api/email/later')).toMatchObject({ session: { state: 'full', remembered: true } })
  await expect(give('ladro@altrove.example', home)).rejects.toMatchObject({ code: 'session.remembered' })
})

test('a first address, given later from the profile, asks for the password first (2.2)', async () => {
  await browser.call('POST /api/email/later')
  t.clock.forward(5 * minute)
  await expect(give(address)).rejects.toMatchObject({ code: 'step-up' })
  await browser.call('POST /api/session/step-up', { body: { password: goodPassword } })
  expect(await give(address)).toMatchObject({ session: { emailStatus: 'pending' } })
})

describe('E22: what an address is', () => {
  test.each([
    ['  Marco.Actis@ACTIS.example ', 'Marco.Actis@actis.example'],
    ['marco+centralino@actis.example', 'marco+centralino@actis.example'],
    ['niccolò@però.example', 'niccolò@però.example'],
  ])('%s', async (typed, read) => {
    expect(await give(typed)).toMatchObject({ address: read })
    expect(await lastLetter(t, read, 'verify-email')).toMatchObject({ to: read })
  })

  test.each([
    'marco',
    'marco@',
    '@actis.example',
    'marco@actis',
    'a@b@c.example',
    '"<script>"@x.example',
    'marco@actis.example\r\nBcc: tutti@x.example',
    'marco @actis.example',
    'marco@-actis.example',
    'marco@[127.0.0.1]',
    'marco@127.0.0.1',
    `${'x'.repeat(65)}@actis.example`,
    `marco@${'x'.repeat(60)}.${'y'.repeat(60)}.${'z'.repeat(60)}.${'w'.repeat(60)}.example`,
    'marco@actis.example, tutti@x.example',
  ])('refused: %j', async (typed) => {
    await expect(give(typed)).rejects.toMatchObject({ code: 'email.invalid' })
    expect(await browser.call('GET /api/session')).toMatchObject({ step: 'add-email', email: null })
  })

  test('twenty lines of a company share one, in any spelling; the next one does not, and whoever has it keeps it', async () => {
    const shared = `ufficio.${marco.extension}@actis.example`
    const lines = await Promise.all(
      Array.from({ length: 20 }, (_, i) => grownLine(t, company, { email: i % 2 ? shared.toUpperCase() : shared })),
    )
    await expect(give(shared)).rejects.toMatchObject({ code: 'email.too-many-lines' })
    const first = await signedIn(t, lines[0] as GrownLine)
    expect(await give(shared, first)).toMatchObject({ address: shared })
    expect(giulia.email).not.toBe(shared)
  })
})

test('once given, the line is found by it in Gestione dati', async () => {
  const administrator = await signedIn(t, giulia, { view: 'administrator' })
  const find = async (search: string) =>
    (await administrator.call('GET /api/directory/lines', { query: { search, field: 'email' } })).lines.map(
      ({ id }) => id,
    )
  await give(address)
  expect(await find(address)).toEqual([marco.id])
  await give('altro.nome@actis.example')
  expect(await find(address)).toEqual([])
  expect(await find('altro.nome')).toEqual([marco.id])
})

import { randomBytes } from 'node:crypto'
import { verify } from '@node-rs/argon2'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type GrownLine, grownLine, signedIn } from '../testing/grown-line.ts'
import { putSession } from '../testing/put-session.ts'
import { type Browser, goodPassword, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** The rules of spec/security 3.1 as the form meets them (P01–P13); the rules themselves: domain/access/password.test.ts. */

let t: TestHouse
let company: TestCompany
let marco: GrownLine
let browser: Browser

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company('Arredi Canavese S.r.l.')
})
beforeEach(async () => {
  marco = await grownLine(t, company, { name: 'Marco Actis', extension: '913', email: 'm.actis@arredi.example' })
  browser = (await putSession(t, marco)).browser
})
afterAll(() => t.close())

const change = (newPassword: string, who = browser, oldPassword = goodPassword) =>
  who.call('POST /api/password/change', { body: { oldPassword, newPassword } })
const random = (characters: number) => randomBytes(characters).toString('base64url').slice(0, characters)

/** Twelve characters with three words, which nothing but their length speaks for or against. */
const twelve = 'gru5 pino re8'.slice(0, 12)

describe('P01, P02: length, in characters', () => {
  test.each<[string, string, 'too-short' | 'too-long' | undefined]>([
    ['11', 'xq7 vlt zor', 'too-short'],
    ['12', 'xq7 vlt zork', undefined],
    ['12 with emoji', '🦊🐙🌵🎲🚲🪁🧭🪵🫖🧶🪴🛶', undefined],
    ['11 with emoji', '🦊🐙🌵🎲🚲🪁🧭🪵🫖🧶🪴', 'too-short'],
    ['64', random(64), undefined],
    ['128', random(128), undefined],
    ['129', random(129), 'too-long'],
    ['1,024', random(1024), 'too-long'],
  ])('a user’s, of %s', async (_, password, flaw) => {
    if (!flaw) return expect(await change(password)).toMatchObject({ session: { state: 'full' } })
    await expect(change(password)).rejects.toMatchObject({
      code: 'password.refused',
      body: { flaws: [flaw], minimum: 12 },
    })
    expect(await signedIn(t, marco)).toBeDefined()
  })

  test.each([
    ['14', 'xq7 vlt zorkam', 'too-short'],
    ['15', 'xq7 vlt zorkamu', undefined],
  ])('an administrator’s, of %s', async (_, password, flaw) => {
    const giulia = await grownLine(t, company, { role: 'administrator' })
    const chief = await signedIn(t, giulia, { view: 'user' })
    if (!flaw) return expect(await change(password, chief)).toMatchObject({ session: { state: 'full' } })
    await expect(change(password, chief)).rejects.toMatchObject({ body: { flaws: [flaw], minimum: 15 } })
  })

  test('a whole book is refused by the contract', async () => {
    await expect(change(random(1025))).rejects.toMatchObject({ code: 'request.malformed' })
  })

  test('nothing is cut: 128 characters do not open with the first 127', async () => {
    const password = random(128)
    await change(password)
    await expect(signedIn(t, { ...marco, password: password.slice(0, 127) })).rejects.toMatchObject({
      code: 'sign-in.refused',
    })
    await expect(signedIn(t, { ...marco, password: `${password}x` })).rejects.toMatchObject({ code: 'sign-in.refused' })
  })
})

describe('P04, P05: what it is made of', () => {
  test.each(['tramonto zaino pinguino fiume', 'il gatto dorme sul tetto', 'h7Kq-2mWp-9xRd'])(
    'accepted: %s',
    async (password) => {
      expect(await change(password)).toMatchObject({ session: { state: 'full' } })
    },
  )

  test.each([
    'Windtre2026!',
    'Password123!',
    'Estate2026!!',
    'Buongiorno2026!',
    'OfficeSmart1!',
    'Centralino2026',
    'P@ssw0rd2026',
    'aaaaaaaaaaaaaaaa',
    '123456789012',
    'Arredi Canavese!',
    'Marco.Actis.99',
    'm.actis-m.actis',
    '0125 555 001 !',
    'Ivrea-Torino-10015',
  ])('refused, with a reason: %s', async (password) => {
    const refusal = await change(password).catch((error: { body: { flaws: string[] } }) => error.body)
    expect(refusal).toMatchObject({ code: 'password.refused', flaws: expect.arrayContaining([expect.any(String)]) })
  })
})

test('P10: not the current one, nor the last four; the fifth may come back', async () => {
  const own = [
    goodPassword,
    'uno lampada verde corsa',
    'due lampada verde corsa',
    'tre lampada verde corsa',
    'otto lampada verde corsa',
    'nove lampada verde corsa',
  ]
  for (let i = 1; i < own.length; i += 1) await change(own[i] as string, browser, own[i - 1])
  const current = own[5] as string
  await expect(change(current, browser, current)).rejects.toMatchObject({ body: { flaws: ['same-as-current'] } })
  for (const earlier of own.slice(1, 5))
    await expect(change(earlier, browser, current)).rejects.toMatchObject({ body: { flaws: ['reused'] } })
  await change(own[0] as string, browser, current)
})

test('a temporary password that the administrator gave does not become the own one by a reset', async () => {
  const typed = 'ombrello stazione mattina'
  const giulia = await grownLine(t, company, { role: 'administrator' })
  const chief = await signedIn(t, giulia, { view: 'administrator' })
  await chief.call('POST /api/directory/acting-grants', { body: { lineId: marco.id } })
  const place = { params: { lineId: marco.id } }
  await chief.call('POST /api/directory/lines/:lineId/temporary-password', {
    ...place,
    body: { deliver: 'show', password: typed },
  })
  await t.browser().call('POST /api/password/reset-request', { body: { number: marco.number } })
  const [letter] = (await t.letters(marco.email)).filter(({ letter }) => letter === 'reset')
  const token = letter?.links[0]?.split('#t=')[1] ?? ''
  const reset = (newPassword: string) =>
    t.browser().call('POST /api/password/reset', { body: { token, number: marco.number, newPassword } })
  await expect(reset(typed)).rejects.toMatchObject({ body: { flaws: ['same-as-temporary'] } })
  await expect(reset(company.temporaryPassword)).rejects.toMatchObject({ body: { flaws: ['same-as-temporary'] } })
  await expect(reset(goodPassword)).rejects.toMatchObject({ body: { flaws: ['reused'] } })
  expect(await reset(twelve)).toEqual({ done: true })
})

test('P13: argon2id, a salt each, and nothing opens without the pepper', async () => {
  const other = await grownLine(t, company)
  await change('lanterna gomito sabbia', browser)
  await change('lanterna gomito sabbia', await signedIn(t, other))
  const rows = await t.house.cellar.asService((trx) =>
    trx.selectFrom('credential').select('password_hash').where('line_id', 'in', [marco.id, other.id]).execute(),
  )
  const hashes = rows.map((row) => row.password_hash ?? '')
  for (const hash of hashes) {
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/)
    expect(await verify(hash, 'lanterna gomito sabbia')).toBe(false)
    expect(await verify(hash, 'lanterna gomito sabbia', { secret: t.house.config.secrets.PEPPER_1 })).toBe(true)
  }
  expect(new Set(hashes).size).toBe(2)
})

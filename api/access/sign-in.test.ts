import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { behindTheScenes, type GrownLine, grownLine, ownAddress, signedIn } from '../testing/grown-line.ts'
import { goodPassword, openTestHouse, type RawAnswer, type TestCompany, type TestHouse } from '../testing/test-house.ts'
import { changeCredential } from './account.sql.ts'

let t: TestHouse
let company: TestCompany

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
  await grownLine(t, company, { role: 'administrator' })
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => t.close())

const tryIn = (number: string, password: string): Promise<RawAnswer> =>
  t.browser({ ip: ownAddress() }).raw('POST', '/api/session', {
    body: JSON.stringify({ number, password }),
    headers: { 'content-type': 'application/json' },
  })

let unknown = 0
const nobodysNumber = () => {
  unknown += 1
  return `+390125999${String(unknown).padStart(3, '0')}`
}

/** All that a caller can see, but for the request's own id and the date. */
const seen = ({ status, body, headers }: RawAnswer) => {
  const { date: _, ...others } = headers
  return { status, body: body.replace(/"requestId":"[^"]*"/, ''), headers: others }
}

const line = async (facts: Parameters<typeof behindTheScenes>[2]): Promise<string> => {
  const grown = await grownLine(t, company)
  await behindTheScenes(t, grown.id, facts)
  return grown.number
}

/** Numbers with whose right password nobody gets in, or that nobody has. */
const refused: readonly [string, () => Promise<[number: string, password: string]>][] = [
  ['wrong password', async () => [await line({}), 'non è questa']],
  ['almost the right password', async () => [await line({}), `${goodPassword} `]],
  ['the right password, 1,000 characters too long', async () => [await line({}), goodPassword.padEnd(1000, 'x')]],
  ['disabled', async () => [await line({ account: 'disabled' }), goodPassword]],
  ['closed', async () => [await line({ account: 'closed' }), goodPassword]],
  ['provisioned', async () => [await line({ account: 'provisioned', credential: 'none' }), goodPassword]],
  ['without a credential', async () => [await line({ credential: 'none' }), goodPassword]],
  [
    'disabled and expired',
    async () => [await line({ account: 'disabled', credential_expires_at: t.clock.now }), goodPassword],
  ],
  ['expired, wrong password', async () => [await line({ credential_expires_at: t.clock.now }), 'non è questa']],
  ['shared password on a line with an own one', async () => [await line({}), company.temporaryPassword]],
  ['own password on a line with the shared one', async () => [await line({ credential: 'shared' }), goodPassword]],
  [
    'a company that is closed',
    async () => {
      const gone = await t.company('Chiusa S.r.l.')
      const last = await grownLine(t, gone)
      await t.house.cellar.asService((trx) =>
        trx.updateTable('company').set({ closed_at: t.clock.now }).where('id', '=', gone.id).execute(),
      )
      return [last.number, goodPassword]
    },
  ],
  [
    'a user’s line before its administrator’s',
    async () => {
      const young = await t.company('Giovane S.r.l.')
      return [(await t.line(young)).number, young.temporaryPassword]
    },
  ],
  ['a number that is no number', async () => ['pronto?', goodPassword]],
  ['a number of another country', async () => ['+44 20 7946 0958', goodPassword]],
]

describe('T01: every failure looks the same, and costs the same', () => {
  test.each(refused)('%s', async (_, who) => {
    const [number, password] = await who()
    const check = vi.spyOn(t.house.hasher, 'check')
    const ofNobody = seen(await tryIn(nobodysNumber(), goodPassword))
    expect(check).toHaveBeenCalledTimes(1)
    expect(seen(await tryIn(number, password))).toEqual(ofNobody)
    expect(check).toHaveBeenCalledTimes(2)
    expect(ofNobody.status).toBe(401)
    expect(ofNobody.headers).not.toHaveProperty('set-cookie')
  })

  test('slowed down, too: known and unknown numbers wait alike', async () => {
    const { number } = await grownLine(t, company)
    const answers = []
    for (const somebody of [number, nobodysNumber()]) {
      for (let i = 0; i < 5; i += 1) expect((await tryIn(somebody, 'non è questa')).status).toBe(401)
      answers.push(seen(await tryIn(somebody, goodPassword)))
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({ status: 429, headers: { 'retry-after': '15' } })
  })
})

test('accents may be typed on any keyboard: NFC and NFD are one password (3.1.1)', async () => {
  const password = 'perché gattò lunedì città'
  const grown = await grownLine(t, company, { password: password.normalize('NFC') })
  for (const form of ['NFC', 'NFD'] as const)
    expect(
      await signedIn(t, { ...grown, password: password.normalize(form) }).then((b) => b.call('GET /api/session')),
    ).toMatchObject({ state: 'full' })
})

test('an own password is taken to the letter: no case, blank or dash is forgiven', async () => {
  const grown = await grownLine(t, company, { password: 'ABCD-EFGH-JKMN-PQRS' })
  for (const almost of ['abcd-efgh-jkmn-pqrs', 'ABCDEFGHJKMNPQRS', 'ABCD-EFGH-JKMN-PQRS '])
    expect((await tryIn(grown.number, almost)).status).toBe(401)
  expect((await tryIn(grown.number, 'ABCD-EFGH-JKMN-PQRS')).status).toBe(200)
})

test('a password that is changed while it is checked opens nothing', async () => {
  const grown = await grownLine(t, company)
  const { check } = t.house.hasher
  const meanwhile = vi.spyOn(t.house.hasher, 'check').mockImplementation(async (...words) => {
    const right = await check(...words)
    await t.house.cellar.asService((trx) => changeCredential(trx, grown.id, { password_hash: '$argon2id$other' }))
    return right
  })
  expect((await tryIn(grown.number, goodPassword)).status).toBe(401)
  expect(meanwhile).toHaveBeenCalled()
})

test('a sign-in is told to nobody who has just failed: the letter goes out after five failures (6.3.5)', async () => {
  const grown: GrownLine = await grownLine(t, company)
  for (let i = 0; i < 5; i += 1) await tryIn(grown.number, 'non è questa')
  expect(await t.letters(grown.email)).toEqual([])
  t.clock.forward(60_000)
  await signedIn(t, grown)
  expect(await t.letters(grown.email)).toMatchObject([{ letter: 'new-device-after-failures' }])
})

test('a password hashed with older parameters is hashed anew at the next sign-in (3.2)', async () => {
  const { hash } = await import('@node-rs/argon2')
  const grown = await grownLine(t, company)
  const secret = t.house.config.secrets.PEPPER_1
  const old = await hash(goodPassword, { algorithm: 2, memoryCost: 19456, timeCost: 2, parallelism: 1, secret })
  await t.house.cellar.asService((trx) => changeCredential(trx, grown.id, { password_hash: old }))
  await signedIn(t, grown)
  const stored = await t.house.cellar.asService((trx) =>
    trx.selectFrom('credential').select('password_hash').where('line_id', '=', grown.id).executeTakeFirstOrThrow(),
  )
  expect(stored.password_hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/)
  await signedIn(t, grown)
})

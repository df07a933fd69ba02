import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type GrownLine, grownLine, signedIn } from '../testing/grown-line.ts'
import { countLetters } from '../testing/last-letter.ts'
import { putSession } from '../testing/put-session.ts'
import { type Forgery, type SoftwarePasskey, softwarePasskey } from '../testing/software-passkey.ts'
import { type Browser, openTestHouse, type TestCompany, type TestHouse } from '../testing/test-house.ts'

/** Passkeys as a second step (spec/security 3.5), with an authenticator in software. */

let t: TestHouse
let company: TestCompany
let marco: GrownLine
let browser: Browser
let passkey: SoftwarePasskey

beforeAll(async () => {
  t = await openTestHouse()
  company = await t.company()
})
beforeEach(async () => {
  marco = await grownLine(t, company)
  browser = (await putSession(t, marco)).browser
  passkey = softwarePasskey(t.origin)
})
afterAll(() => t.close())

const add = (response: Record<string, unknown>, who = browser, label = 'Portachiavi') =>
  who.call('POST /api/me/passkeys', { body: { label, response } })

async function register(key = passkey, who = browser, forgery?: Forgery): Promise<{ recoveryCodes: string[] }> {
  const options = await who.call('POST /api/me/passkeys/options')
  return add(key.register(options, forgery), who)
}

/** At the second step of a sign-in, with its challenge. */
async function halfway(): Promise<{ half: Browser; options: Record<string, unknown> }> {
  const half = await signedIn(t, marco)
  return { half, options: await half.call('POST /api/session/passkey-options') }
}
const answer = (half: Browser, response: Record<string, unknown>) =>
  half.call('POST /api/session/passkey', { body: { response } })

const forgeries: [string, Forgery][] = [
  ['of another origin', { origin: 'https://evil.example' }],
  ['of another relying party', { rpId: 'evil.example' }],
  ['with another challenge', { challenge: 'AAAA' }],
  ['with an empty challenge', { challenge: '' }],
  ['of the other ceremony', { type: 'webauthn.none' }],
  ['without the user', { flags: 0 }],
]

describe('adding', () => {
  test('one is added, the owner is told, and the first gives recovery codes', async () => {
    const { recoveryCodes } = await register()
    expect(recoveryCodes).toHaveLength(10)
    expect(await browser.call('GET /api/me')).toMatchObject({
      secondFactor: {
        totp: false,
        recoveryCodesLeft: 10,
        passkeys: [{ id: passkey.id, label: 'Portachiavi', lastUsedAt: null }],
      },
    })
    expect(await countLetters(t, marco.email, 'security-change')).toBe(1)
    expect(await register(softwarePasskey(t.origin))).toEqual({ recoveryCodes: [] })
  })

  test('the options name the portal, the person, and what is there already', async () => {
    await register()
    expect(await browser.call('POST /api/me/passkeys/options')).toMatchObject({
      rp: { name: 'Office Smart WEB', id: 'localhost' },
      user: { displayName: marco.name },
      attestation: 'none',
      excludeCredentials: [{ id: passkey.id }],
    })
  })

  test.each(forgeries)('refused: an answer %s', async (_, forgery) => {
    await expect(register(passkey, browser, forgery)).rejects.toMatchObject({ code: 'second-factor.wrong' })
    expect(await browser.call('GET /api/me')).toMatchObject({ secondFactor: { passkeys: [] } })
  })

  test.each<[string, Record<string, unknown>]>([
    ['nothing', {}],
    [
      'rubbish',
      {
        id: 'x',
        rawId: 'x',
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: 'x', attestationObject: 'x' },
      },
    ],
    ['numbers and lists', { id: 1, rawId: [], type: {}, response: null }],
  ])('refused: %s', async (_, response) => {
    await browser.call('POST /api/me/passkeys/options')
    await expect(add(response)).rejects.toMatchObject({ code: 'second-factor.wrong' })
  })

  test('without a challenge, or twice with one, nothing is added', async () => {
    await expect(add(passkey.register({ challenge: '' }))).rejects.toMatchObject({ code: 'second-factor.wrong' })
    const options = await browser.call('POST /api/me/passkeys/options')
    const response = passkey.register(options)
    const both = await Promise.allSettled([add(response), add(response)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(add(response)).rejects.toMatchObject({ code: 'second-factor.wrong' })
  })

  test('what begins an authenticator app is no challenge of a passkey', async () => {
    await browser.call('POST /api/me/totp/begin')
    await expect(add(passkey.register({ challenge: 'totp.' }))).rejects.toMatchObject({ code: 'second-factor.wrong' })
  })

  test('one that belongs to somebody else stays theirs', async () => {
    await register()
    const elena = await signedIn(t, await grownLine(t, company))
    await expect(register(passkey, elena)).rejects.toMatchObject({ code: 'second-factor.wrong' })
  })
})

describe('signing in', () => {
  test('with the password and then the passkey', async () => {
    await register()
    const { half, options } = await halfway()
    expect(options).toMatchObject({ rpId: 'localhost', allowCredentials: [{ id: passkey.id }] })
    expect(await answer(half, passkey.signIn(options))).toMatchObject({ session: { state: 'full' } })
    const { secondFactor } = await half.call('GET /api/me')
    expect(secondFactor.passkeys[0]?.lastUsedAt).toBe(t.clock.now.toISOString())
  })

  test.each<[string, Forgery]>([
    ...forgeries,
    ['signed by another key', { signWith: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
    ['that names another passkey', { id: 'AAAA' }],
  ])('refused: an answer %s', async (_, forgery) => {
    await register()
    const { half, options } = await halfway()
    await expect(answer(half, passkey.signIn(options, forgery))).rejects.toMatchObject({ code: 'second-factor.wrong' })
    expect(await answer(half, passkey.signIn(options))).toMatchObject({ session: { state: 'full' } })
  })

  test('refused: an answer that was given before, here or in another sign-in', async () => {
    await register()
    const first = await halfway()
    const response = passkey.signIn(first.options)
    await answer(first.half, response)
    const second = await halfway()
    await expect(answer(second.half, response)).rejects.toMatchObject({ code: 'second-factor.wrong' })
  })

  test('refused: a passkey whose count went backwards has been copied', async () => {
    await register()
    for (let use = 0; use < 2; use += 1) {
      const { half, options } = await halfway()
      await answer(half, passkey.signIn(options))
    }
    const { half, options } = await halfway()
    await expect(answer(half, passkey.signIn(options, { counter: 1 }))).rejects.toMatchObject({
      code: 'second-factor.wrong',
    })
  })

  test('refused: another person’s passkey', async () => {
    await register()
    const other = softwarePasskey(t.origin)
    await register(other, await signedIn(t, await grownLine(t, company)))
    const { half, options } = await halfway()
    await expect(answer(half, other.signIn(options))).rejects.toMatchObject({ code: 'second-factor.wrong' })
  })

  test('refused: an answer before there was a challenge', async () => {
    await register()
    const half = await signedIn(t, marco)
    await expect(answer(half, passkey.signIn({ challenge: '' }))).rejects.toMatchObject({ code: 'second-factor.wrong' })
  })

  test('a recovery code opens where the passkey is lost', async () => {
    const { recoveryCodes } = await register()
    const half = await signedIn(t, marco)
    const body = { code: recoveryCodes[0] ?? '' }
    expect(await half.call('POST /api/session/second-factor', { body })).toMatchObject({ session: { state: 'full' } })
  })
})

describe('removing', () => {
  test('the last one takes the recovery codes with it; the password alone opens again', async () => {
    await register()
    await browser.call('DELETE /api/me/passkeys/:id', { params: { id: passkey.id } })
    expect(await browser.call('GET /api/me')).toMatchObject({ secondFactor: { recoveryCodesLeft: 0, passkeys: [] } })
    expect(await (await signedIn(t, marco)).call('GET /api/session')).toMatchObject({ state: 'full' })
    await expect(browser.call('DELETE /api/me/passkeys/:id', { params: { id: passkey.id } })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

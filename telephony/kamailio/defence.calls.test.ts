import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createScriptedPortal, device, planOf, type ScriptedPortal, step } from '../call-engine.promise.ts'
import type { CallEngine } from '../call-engine.ts'
import { sipAnswers } from '../switchboard/health-checks.ts'
import type { SwitchboardSettings } from '../switchboard/settings.ts'
import { type KeptState, readState } from '../switchboard/state.ts'
import { openRawSip, proofFor, type RawSip, rawRegister, rawRequest, statusOf } from '../testing/raw-sip.ts'
import { testSettings } from '../testing/switchboard-settings.ts'
import { createKamailioEngine } from './engine.ts'

/** What the engine says to strangers, and on which ways phones come in (spec/security TEL-13..19). */

const domain = 'promessa.localhost'
const anna = `101-1@${domain}`
let portal: ScriptedPortal
let settings: SwitchboardSettings
let engine: CallEngine
let sip: RawSip

beforeAll(async () => {
  portal = createScriptedPortal()
  settings = await testSettings()
  engine = createKamailioEngine(settings)
  await engine.start(portal.side)
  sip = await openRawSip('udp', '127.0.0.1', settings.sip.port)
})
afterAll(async () => {
  sip.close()
  await engine.stop()
})
beforeEach(() => {
  portal.asked.length = 0
})

describe('phones come in', () => {
  const ways = [
    ['udp', '127.0.0.1', 'port'],
    ['tcp', '127.0.0.1', 'port'],
    ['tls', '127.0.0.1', 'tlsPort'],
    ['udp', '::1', 'port'],
    ['tcp', '::1', 'port'],
    ['tls', '::1', 'tlsPort'],
  ] as const
  test.each(ways)('by %s at %s, and are called there', async (transport, address, port) => {
    const phone = await openRawSip(transport, address, settings.sip[port])
    expect(statusOf(await rawRegister(phone, anna, 'segreto-101-1'))).toBe(200)
    const [registration] = await engine.registrations()
    expect(registration).toMatchObject({ user: { user: '101-1', domain }, userAgent: 'raw', transport })
    // A call finds it there: another phone of the same person dials itself.
    portal.decide = async () => ({ plan: planOf(step([device('101-1')])), context: '' })
    let invited = ''
    const listener = await heardBy(phone, /^INVITE /m, async () => {
      const uri = `sip:101@${domain}`
      const callId = randomBytes(8).toString('hex')
      const challenge = await phone.ask(
        rawRequest(phone, { method: 'INVITE', uri, from: anna, to: `101@${domain}`, callId }),
      )
      const proof = proofFor(challenge ?? '', { user: '101-1', secret: 'segreto-101-1', method: 'INVITE', uri })
      phone.send(
        rawRequest(phone, {
          method: 'INVITE',
          uri,
          from: anna,
          to: `101@${domain}`,
          callId,
          sequence: 2,
          headers: [proof],
        }),
      )
    })
    invited = listener
    expect(invited).toContain('From: "Anna Verdi" <sip:101@promessa.localhost>')
    await engine.forgetDevice({ user: '101-1', domain })
    phone.close()
  })
})

/** What of the raw stream matches first once `act` is under way. */
async function heardBy(phone: RawSip, pattern: RegExp, act: () => Promise<void>): Promise<string> {
  let found = ''
  const stop = phone.listen((text) => {
    if (!found && pattern.test(text)) found = text
  })
  await act()
  for (let tries = 0; tries < 500 && !found; tries++) await new Promise((resolve) => setTimeout(resolve, 30))
  stop()
  return found
}

describe('strangers', () => {
  test('a name nobody has and a phone of ours are challenged alike, with qop and a nonce of our own', async () => {
    const shape = async (from: string) =>
      (await sip.ask(rawRequest(sip, { from, callId: 'same' })))
        ?.replace(/nonce="[^"]+"/, 'nonce')
        .replace(/branch=\S+|tag=\S+|101-1|999-1/g, '')
    const ours = await shape(anna)
    expect(ours).toBe(await shape(`999-1@${domain}`))
    expect(ours).toMatch(/^WWW-Authenticate: Digest realm="promessa\.localhost", nonce, qop="auth"/m)
    expect(ours).not.toMatch(/kamailio/i)
  })

  test('a wrong password is answered like a name nobody has', async () => {
    const [wrong, nobody] = [await rawRegister(sip, anna, 'no'), await rawRegister(sip, `999-1@${domain}`, 'no')]
    expect([statusOf(wrong), statusOf(nobody)]).toEqual([401, 401])
  })

  test('nobody registers, or calls, in another’s name', async () => {
    const from = `102-1@${domain}`
    const challenge = await sip.ask(rawRequest(sip, { from }))
    const proof = proofFor(challenge ?? '', {
      ...{ user: '101-1', secret: 'segreto-101-1', method: 'REGISTER', uri: `sip:${domain}` },
    })
    expect(statusOf(await sip.ask(rawRequest(sip, { from, headers: [proof] })))).toBe(401)
    expect(statusOf(await sip.ask(rawRequest(sip, { from: anna, to: from })))).toBe(403)
  })

  test('a secret of one company opens nothing in another', async () => {
    expect(statusOf(await rawRegister(sip, '101-1@altra.localhost', 'segreto-101-1'))).toBe(200)
    const challenge = await sip.ask(rawRequest(sip, { from: anna }))
    const elsewhere = (challenge ?? '').replaceAll(domain, 'altra.localhost')
    const proof = proofFor(elsewhere, {
      ...{ user: '101-1', secret: 'segreto-101-1', method: 'REGISTER', uri: `sip:${domain}` },
    })
    expect(statusOf(await sip.ask(rawRequest(sip, { from: anna, headers: [proof] })))).toBe(401)
    await engine.forgetDevice({ user: '101-1', domain: 'altra.localhost' })
  })

  test.each([
    ['an INVITE without a name of ours', { method: 'INVITE', uri: `sip:102@${domain}`, from: anna }, 407],
    ['a MESSAGE', { method: 'MESSAGE', uri: `sip:102@${domain}`, from: anna }, 405],
    ['a SUBSCRIBE', { method: 'SUBSCRIBE', uri: `sip:102@${domain}`, from: anna }, 405],
    [
      'the media application’s name',
      { from: 'media@media.invalid', headers: ['Authorization: Digest username="media"'] },
      401,
    ],
  ] as const)('%s gets no further', async (_, request, status) => {
    expect(statusOf(await sip.ask(rawRequest(sip, request)))).toBe(status)
    expect(portal.asked).toHaveLength(0)
  })

  test('nobody is an open relay: a route of one’s own making leads nowhere', async () => {
    const request = rawRequest(sip, {
      ...{ method: 'BYE', uri: 'sip:victim@127.0.0.1:9', from: anna, to: `102@${domain}` },
      headers: [`Route: <sip:127.0.0.1:${settings.sip.port};lr;k=${'0'.repeat(32)};c=1>`],
    }).replace(/^To: (.*)$/m, 'To: $1;tag=abc')
    expect(statusOf(await sip.ask(request))).toBe(481)
  })

  test.each([
    ['a scanner', { from: anna, headers: ['User-Agent: friendly-scanner'] }],
    ['SQL in a name', { from: `x'or'1@${domain}` }],
    ['more than 16 KiB', { from: anna, headers: [`X: ${'x'.repeat(17_000)}`] }],
  ])('%s gets no answer at all', async (_, request) => {
    expect(await sip.ask(rawRequest(sip, request), 400)).toBeUndefined()
  })

  test('ten wrong passwords for a phone from one address: silence; another phone goes on', async () => {
    const carla = `103-1@${domain}`
    for (let i = 0; i < 10; i++) await rawRegister(sip, carla, 'no')
    expect(await sip.ask(rawRequest(sip, { from: carla }), 400)).toBeUndefined()
    expect(statusOf(await sip.ask(rawRequest(sip, { from: anna })))).toBe(401)
  })
})

describe('a flood from one address', () => {
  test('is dropped without an answer, and the engine is not taken for dead', async () => {
    const own = await testSettings({ floodDensity: 100 })
    const guarded = createKamailioEngine(own)
    await guarded.start(portal.side)
    const flood = await openRawSip('udp', '127.0.0.1', own.sip.port)
    const greeting = { method: 'OPTIONS', uri: `sip:127.0.0.1:${own.sip.port}`, from: anna }
    expect(statusOf(await flood.ask(rawRequest(flood, greeting)))).toBe(200)
    for (let i = 0; i < 400; i++) flood.send(rawRequest(flood, greeting))
    await vi.waitFor(async () => expect(await flood.ask(rawRequest(flood, greeting), 300)).toBeUndefined(), 15_000)
    const { runDirectory } = readState(own.directory) as KeptState
    const name = /\$rU == "([0-9a-f]{48})"/.exec(readFileSync(join(runDirectory, 'kamailio.cfg'), 'utf8'))?.[1] ?? ''
    await vi.waitFor(async () => expect(await sipAnswers('127.0.0.1', own.sip.port, name)).toBe(true), 15_000)
    // One that had another name would be a guess, and is dropped like the rest.
    expect(await sipAnswers('127.0.0.1', own.sip.port, '0'.repeat(48))).toBe(false)
    flood.close()
    await guarded.stop()
  })
})

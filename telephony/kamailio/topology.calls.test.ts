import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { PlanTarget } from '#domain/call-handling/plan.ts'
import { createScriptedPortal, device, number, planOf, type ScriptedPortal, step } from '../call-engine.promise.ts'
import type { CallEngine } from '../call-engine.ts'
import {
  headerOf,
  headersOf,
  type SipHeaders,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  uriIn,
} from '../outside-world/sip-message.ts'
import {
  openTransactions,
  type Place,
  type ServerTransaction,
  type Transactions,
} from '../outside-world/transactions.ts'
import { freePort } from '../switchboard/ports.ts'
import type { SwitchboardSettings } from '../switchboard/settings.ts'
import { readState } from '../switchboard/state.ts'
import { proofFor } from '../testing/raw-sip.ts'
import { testSettings } from '../testing/switchboard-settings.ts'
import { createKamailioEngine } from './engine.ts'

/**
 * What a provider sees of the inside (TEL-19): nothing. The phone lives at an address of its own, writes that address
 * wherever SIP lets it, and everything that reaches the trunk, or comes back to it, is read through.
 */

const domain = 'promessa.localhost'
const inside = '127.9.8.7'
const secrets = [inside, '101-1', domain, 'Telefono segreto']

/** One side of calls, without manners: it answers what comes and keeps all it sees. */
type Side = {
  readonly place: Place
  lets: 'ring' | 'answer'
  /** Done just before it answers. */
  before?: () => void
  readonly seen: SipMessage[]
  readonly heard: ServerTransaction[]
  /** `ringing`: told of a provisional answer, with what gives the call up. */
  ask(request: SipRequest, ringing?: (giveUp: () => void) => void): Promise<SipResponse>
  acknowledge(request: SipRequest): void
  close(): void
}

let portal: ScriptedPortal
let settings: SwitchboardSettings
let engine: CallEngine
let server: Place
let phone: Side
let trunk: Side

async function openSide(host: string): Promise<Side> {
  const seen: SipMessage[] = []
  const heard: ServerTransaction[] = []
  const place = { host, port: await freePort() }
  const transactions: Transactions = await openTransactions(place, {
    onRequest(transaction) {
      seen.push(transaction.request)
      heard.push(transaction)
      const { method } = transaction.request
      if (method !== 'INVITE') return transaction.respond(200, 'OK')
      if (!/;\s*tag=/.test(headerOf(transaction.request, 'To'))) transaction.respond(180, 'Ringing', own(place))
      side.before?.()
      if (side.lets === 'answer') transaction.respond(200, 'OK', own(place), sound(place, 'sendrecv'))
    },
    onCancel: (invite) => {
      seen.push({ ...invite.request, method: 'CANCEL' })
      invite.respond(487, 'Request Terminated')
    },
    onAck: (ack) => void seen.push(ack),
    onAnswerAgain: () => undefined,
  })
  const side: Side = {
    place,
    lets: 'answer',
    seen,
    heard,
    ask: (request, ringing) =>
      new Promise((resolve) => {
        const asked = transactions.request(server, request, (response) => {
          seen.push(response)
          if (response.status >= 200) resolve(response)
          else if (response.status > 100) ringing?.(() => asked.cancel())
        })
      }),
    acknowledge: (request) => transactions.send(server, request),
    close: () => transactions.close(),
  }
  return side
}

const own = ({ host, port }: Place): SipHeaders => [
  ['Contact', `<sip:${host === inside ? '101-1' : 'provider'}@${host}:${port}>`],
  ['User-Agent', host === inside ? 'Telefono segreto 1.0' : 'Provider'],
  ['Content-Type', 'application/sdp'],
]
const sound = ({ host }: Place, direction: string): string =>
  [
    ...['v=0', `o=${host === inside ? '101-1' : '-'} 1 1 IN IP4 ${host}`, 's=-', `c=IN IP4 ${host}`, 't=0 0'],
    ...['m=audio 15990 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', `a=${direction}`, ''],
  ].join('\r\n')

/** A dialog as its caller keeps it (RFC 3261 12). */
type Talk = { readonly uri: string; readonly headers: SipHeaders; sequence: number }

function within(talk: Talk, method: string, body = ''): SipRequest {
  if (method !== 'ACK') talk.sequence += 1
  return {
    method,
    uri: talk.uri,
    body,
    headers: [...talk.headers, ['CSeq', `${talk.sequence} ${method}`], ['Max-Forwards', '70']],
  }
}

async function call(
  side: Side,
  from: string,
  to: string,
  { givesUp = false, hears = givesUp ? 487 : 200 }: { givesUp?: boolean; hears?: number } = {},
): Promise<Talk> {
  const callId = `${randomBytes(6).toString('hex')}@${side.place.host}`
  const name = `<sip:${from}@${side === phone ? domain : side.place.host}>;tag=${randomBytes(4).toString('hex')}`
  const uri = side === phone ? `sip:${to}@${domain}` : `sip:${to}@${server.host}:${server.port}`
  const common: SipHeaders = [
    ['From', name],
    ['Call-ID', callId],
    ['Max-Forwards', '70'],
  ]
  const invite = (sequence: number, more: SipHeaders): SipRequest => ({
    ...{ method: 'INVITE', uri, body: sound(side.place, 'sendrecv') },
    headers: [...common, ['To', `<${uri}>`], ['CSeq', `${sequence} INVITE`], ...own(side.place), ...more],
  })
  let answer = await side.ask(invite(1, []))
  if (answer.status === 407)
    answer = await side.ask(invite(2, [proof(answer, 'INVITE', uri)]), givesUp ? (giveUp) => giveUp() : undefined)
  expect(answer.status).toBe(hears)
  const talk: Talk = {
    uri: uriIn(headerOf(answer, 'Contact')),
    headers: [
      ...common.slice(0, 2),
      ['To', headerOf(answer, 'To')],
      ...headersOf(answer, 'Record-Route')
        .toReversed()
        .map((route) => ['Route', route] as const),
      ...own(side.place),
    ],
    sequence: 2,
  }
  if (hears === 200) side.acknowledge(within(talk, 'ACK'))
  return talk
}

/** The same dialog as the called side has it, from the INVITE it got. */
function answered(side: Side): Talk {
  const { request, to } = side.heard.find(({ request }) => request.method === 'INVITE')!
  return {
    uri: uriIn(headerOf(request, 'Contact')),
    headers: [
      ['From', to],
      ['To', headerOf(request, 'From')],
      ['Call-ID', headerOf(request, 'Call-ID')],
      ...headersOf(request, 'Record-Route').map((route) => ['Route', route] as const),
      ...own(side.place),
    ],
    sequence: 10,
  }
}

function proof(answer: SipResponse, method: string, uri: string): readonly [string, string] {
  const name = answer.status === 407 ? 'Proxy-Authenticate' : 'WWW-Authenticate'
  const given = proofFor(`${name}: ${headerOf(answer, name)}`, { user: '101-1', secret: 'segreto-101-1', method, uri })
  const colon = given.indexOf(':')
  return [given.slice(0, colon), given.slice(colon + 2)]
}

async function register(): Promise<void> {
  const uri = `sip:${domain}`
  const request = (sequence: number, more: SipHeaders): SipRequest => ({
    ...{ method: 'REGISTER', uri, body: '' },
    headers: [
      ['From', `<sip:101-1@${domain}>;tag=1`],
      ['To', `<sip:101-1@${domain}>`],
      ['Call-ID', 'reg'],
      ['CSeq', `${sequence} REGISTER`],
      ['Max-Forwards', '70'],
      ['Expires', '300'],
      ...own(phone.place).slice(0, 2),
      ...more,
    ],
  })
  const answer = await phone.ask(request(1, []))
  expect((await phone.ask(request(2, [proof(answer, 'REGISTER', uri)]))).status).toBe(200)
}

beforeAll(async () => {
  portal = createScriptedPortal()
  settings = await testSettings()
  engine = createKamailioEngine(settings)
  await engine.start(portal.side)
  server = { host: '127.0.0.1', port: settings.sip.port }
  phone = await openSide(inside)
  trunk = await openSide('127.0.0.1')
  const { host, port } = trunk.place
  await engine.setTrunks([
    { id: 'primo', name: 'Primo', host, port, transport: 'udp', registration: null, priority: 1 },
  ])
  await register()
})
afterAll(async () => {
  await engine.stop()
  phone.close()
  trunk.close()
})

/** Every header and the body, as the provider reads them. */
function leaks(messages: readonly SipMessage[]): string[] {
  return messages.flatMap((message) => {
    const name = 'method' in message ? message.method : `${message.status} ${headerOf(message, 'CSeq')}`
    const uri = 'method' in message ? [message.uri] : []
    const lines = [
      ...uri,
      ...message.headers.map(([header, value]) => `${header}: ${value}`),
      ...message.body.split('\r\n'),
    ]
    return lines.filter((line) => secrets.some((secret) => line.includes(secret))).map((line) => `${name} – ${line}`)
  })
}

/** Not before every thread stands still: one of them may take a question between the signal and its effect. */
function stop(pid: number): void {
  process.kill(pid, 'SIGSTOP')
  const threads = `/proc/${pid}/task`
  const stands = (thread: string) => /\) T /.test(readFileSync(`${threads}/${thread}/stat`, 'latin1'))
  const latest = Date.now() + 5_000
  while (!readdirSync(threads).every(stands)) if (Date.now() > latest) throw new Error(`${pid} does not stop`)
}

const callIdOf = (one: Pick<SipMessage, 'headers'>): string => headerOf(one, 'Call-ID')

const came = (side: Side, method: string, times = 1) =>
  vi.waitFor(() => expect(side.seen.filter((one) => 'method' in one && one.method === method)).toHaveLength(times), {
    timeout: 10_000,
    interval: 20,
  })

describe('a provider learns nothing of the inside', () => {
  test('from a call out, held and ended by the phone', async () => {
    trunk.seen.length = 0
    const outside: PlanTarget = { kind: 'outside', lineId: 'l', number: number('+390115550101'), mustAccept: false }
    portal.decide = async () => ({ plan: planOf(step([outside])), context: 'c' })
    const talk = await call(phone, '101-1', '0115550101')
    await came(trunk, 'ACK')
    expect((await phone.ask(within(talk, 'INVITE', sound(phone.place, 'sendonly')))).status).toBe(200)
    phone.acknowledge(within(talk, 'ACK'))
    await came(trunk, 'ACK', 2)
    // The provider may hold it too: what it was told leads back to the phone.
    const theirs = answered(trunk)
    phone.seen.length = 0
    const held = await trunk.ask(within(theirs, 'INVITE', sound(trunk.place, 'sendonly')))
    expect([held.status, callIdOf(held)]).toEqual([200, callIdOf(theirs)])
    trunk.acknowledge(within(theirs, 'ACK'))
    await came(phone, 'ACK')
    expect(new Set(phone.seen.map(callIdOf))).toEqual(new Set([callIdOf(talk)]))
    expect((await phone.ask(within(talk, 'BYE'))).status).toBe(200)
    await came(trunk, 'BYE')
    expect(leaks(trunk.seen)).toEqual([])
    expect(new Set(trunk.seen.map(callIdOf)).size).toBe(1)
  })

  test('from calls out that the phone gives up, the provider ends, or we do', async () => {
    const outside: PlanTarget = { kind: 'outside', lineId: 'l', number: number('+390115550101'), mustAccept: false }
    portal.decide = async () => ({ plan: planOf(step([outside])), context: 'c' })
    // Both goodbyes of ours are said and told however quickly the first is answered.
    for (const end of ['provider', ...new Array<'we'>(40).fill('we')] as const) {
      for (const side of [phone, trunk]) side.seen.length = side.heard.length = 0
      portal.asked.length = portal.heard.length = 0
      const talk = await call(phone, '101-1', '0115550101')
      await came(trunk, 'ACK')
      if (end === 'provider') expect((await trunk.ask(within(answered(trunk), 'BYE'))).status).toBe(200)
      else {
        await engine.hangUp(portal.asked[0]?.callId ?? '')
        await came(trunk, 'BYE')
      }
      await came(phone, 'BYE')
      expect(new Set(phone.seen.map(callIdOf))).toEqual(new Set([callIdOf(talk)]))
      expect(new Set(trunk.seen.map(callIdOf)).size).toBe(1)
      expect(leaks(trunk.seen)).toEqual([])
      await vi.waitFor(() => expect(portal.heard).toContainEqual(expect.objectContaining({ kind: 'ended' })), 10_000)
    }
    for (const side of [phone, trunk]) side.seen.length = side.heard.length = 0
    trunk.lets = 'ring'
    const given = call(phone, '101-1', '0115550101', { givesUp: true })
    await came(trunk, 'CANCEL')
    await given
    trunk.lets = 'answer'
    expect(new Set(trunk.seen.map(callIdOf)).size).toBe(1)
    expect(leaks(trunk.seen)).toEqual([])
  })

  test('from a call in, answered and ended by the phone', async () => {
    trunk.seen.length = 0
    phone.seen.length = 0
    phone.heard.length = 0
    portal.decide = async () => ({ plan: planOf(step([device('101-1')])), context: 'c' })
    const talk = await call(trunk, '+390115550101', '+390125555101')
    await came(phone, 'ACK')
    expect((await trunk.ask(within(talk, 'INVITE', sound(trunk.place, 'sendonly')))).status).toBe(200)
    trunk.acknowledge(within(talk, 'ACK'))
    await came(phone, 'ACK', 2)
    expect((await phone.ask(within(answered(phone), 'BYE'))).status).toBe(200)
    await came(trunk, 'BYE')
    expect(leaks(trunk.seen)).toEqual([])
  })

  test('while nothing carries the sound', async () => {
    const relay = () => readState(settings.directory)?.groups[0] ?? 0
    const hangs = () => stop(relay())
    const isBack = (before: number) =>
      vi.waitFor(() => {
        expect(relay()).not.toBe(before)
        expect(engine.health()).toEqual({ state: 'serving' })
      }, 15_000)
    const outside: PlanTarget = { kind: 'outside', lineId: 'l', number: number('+390115550101'), mustAccept: false }
    portal.decide = async () => ({ plan: planOf(step([outside])), context: 'c' })
    trunk.seen.length = 0
    const talk = await call(phone, '101-1', '0115550101')
    await came(trunk, 'ACK')
    for (const side of [phone, trunk]) side.seen.length = side.heard.length = 0
    const first = relay()
    hangs()
    // A new call is refused; one that is held goes on as it is (RFC 3261 14.1).
    const held = phone.ask(within(talk, 'INVITE', sound(phone.place, 'sendonly')))
    await call(phone, '101-1', '0115550101', { hears: 480 })
    expect((await held).status).toBe(503)
    expect(trunk.seen).toEqual([])
    await isBack(first)
    expect((await phone.ask(within(talk, 'BYE'))).status).toBe(200)
    // It hangs between the question and the answer: the provider gets an answer without a place.
    portal.decide = async () => ({ plan: planOf(step([device('101-1')])), context: 'c' })
    for (const side of [phone, trunk]) side.seen.length = side.heard.length = 0
    const second = relay()
    phone.before = hangs
    await call(trunk, '+390115550101', '+390125555101')
    delete phone.before
    const [answer] = trunk.seen.filter((one) => 'status' in one && one.status === 200)
    expect(answer?.body).toBe('')
    expect(leaks(trunk.seen)).toEqual([])
    await isBack(second)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Phone, phone } from '#acceptance/softphone/phone.ts'
import type { CallPlan, PlanTarget } from '#domain/call-handling/plan.ts'
import { createScriptedPortal, device, number, planOf, type ScriptedPortal, step } from '../call-engine.promise.ts'
import type { CallEngine, Trunk } from '../call-engine.ts'
import { type Endpoint, openEndpoint, type RingingCall } from '../outside-world/endpoint.ts'
import { headerOf } from '../outside-world/sip-message.ts'
import { freePort } from '../switchboard/ports.ts'
import { openAskingProvider } from '../testing/asking-provider.ts'
import { testSettings } from '../testing/switchboard-settings.ts'
import { createKamailioEngine } from './engine.ts'

/** Calls out and in through two providers; both are played here, known by their addresses. */

const domain = 'promessa.localhost'
const outside = (to: string): PlanTarget => ({ kind: 'outside', lineId: 'l', number: number(to), mustAccept: false })

let portal: ScriptedPortal
let engine: CallEngine
let anna: Phone
let bruno: Phone
let first: Provider
let second: Provider

type Provider = { trunk: Trunk; endpoint: Endpoint; behave: (call: RingingCall) => void; calls: RingingCall[] }

async function openProvider(id: string, priority: number, sip: number): Promise<Provider> {
  const port = await freePort()
  const provider: Omit<Provider, 'endpoint' | 'trunk'> = { behave: (call) => call.refuse(486, 'Busy Here'), calls: [] }
  const endpoint = await openEndpoint({
    place: { host: '127.0.0.1', port },
    trunk: { host: '127.0.0.1', port: sip },
    sound: { host: '127.0.0.1', ports: { first: 25_200, last: 25_998 } },
    onCall: (call) => {
      provider.calls.push(call)
      provider.behave(call)
    },
  })
  const trunk: Trunk = { id, name: id, host: '127.0.0.1', port, transport: 'udp', registration: null, priority }
  return Object.assign(provider, { endpoint, trunk })
}

beforeAll(async () => {
  portal = createScriptedPortal()
  const settings = await testSettings()
  engine = createKamailioEngine(settings)
  await engine.start(portal.side)
  first = await openProvider('primo', 1, settings.sip.port)
  second = await openProvider('secondo', 2, settings.sip.port)
  await engine.setTrunks([second.trunk, first.trunk])
  await engine.publishLines([
    {
      ...{ domain, number: '+390125555102', extension: '102', devices: ['102-1'] },
      emergency: { number: '+390125555100', location: 'Via Torino 1, Ivrea' },
    },
    {
      ...{ domain, number: '+390125555101', extension: '101', devices: ['101-1'] },
      emergency: { number: '+390125555100', location: 'Via Torino 1, Ivrea' },
    },
  ])
  const server = `ws://127.0.0.1:${settings.sip.wsPort}`
  const of = (user: string) => phone({ who: user, server, user, domain, secret: `segreto-${user}` })
  ;[anna, bruno] = (await Promise.all([of('101-1'), of('102-1')])) as [Phone, Phone]
})
afterAll(async () => {
  await Promise.all([anna.leaves(), bruno.leaves()])
  await engine.stop()
  first.endpoint.close()
  second.endpoint.close()
})
beforeEach(() => {
  for (const provider of [first, second]) {
    provider.calls.length = 0
    provider.behave = (call) => call.refuse(486, 'Busy Here')
  }
  portal.asked.length = 0
  portal.heard.length = 0
})
const decides = (plan: CallPlan) => {
  portal.decide = async () => ({ plan, context: 'c' })
}
const header = (call: RingingCall | undefined, name: string) => headerOf({ headers: call?.headers ?? [] }, name)

describe('out', () => {
  test('a call is ended for both at the longest its plan allows, and the portal hears of it', async () => {
    decides(planOf(step([{ ...outside('+390115550109'), longest: 2 } as PlanTarget])))
    first.behave = (call) => void call.answer()
    const call = await anna.calls('0115550109')
    await call.isAnswered()
    const began = performance.now()
    await call.ends()
    expect(performance.now() - began).toBeGreaterThan(500)
    await vi.waitFor(() => expect(portal.heard.map(({ kind }) => kind)).toContain('ended'), 15_000)
    expect(portal.heard.find(({ kind }) => kind === 'ended')).toMatchObject({
      seconds: expect.any(Number),
      context: 'c',
    })
  })

  test('the first provider is called, with the number the line owns and nothing of what the phone claims', async () => {
    decides(planOf(step([outside('+390115550101')])))
    first.behave = (call) => void call.answer()
    const forged = { headers: ['P-Asserted-Identity: <sip:+390000000000@x>', 'X-PBX-Service: voicemail;call=1;line=1'] }
    const call = await anna.calls('0115550101', forged)
    await call.isAnswered()
    await call.hangsUp()
    const [rung] = first.calls
    expect(rung?.dialled).toBe('+390115550101')
    expect(header(rung, 'From')).toMatch(/^<sip:\+390125555101@/)
    expect(header(rung, 'P-Asserted-Identity')).toBe('<sip:+390125555101@network.invalid;user=phone>')
    expect(rung?.headers.filter(([name]) => name === 'P-Asserted-Identity')).toHaveLength(1)
    expect(header(rung, 'X-PBX-Service')).toBe('')
    expect(header(rung, 'Privacy')).toBe('')
    expect(second.calls).toHaveLength(0)
  })

  test('withheld: From says nothing, the network is told with Privacy (RFC 3325)', async () => {
    const plan = planOf(step([outside('+390115550101')]))
    decides({ ...plan, caller: { ...plan.caller, withheld: true, inside: null } })
    await (await anna.calls('0115550101')).ends()
    expect(header(first.calls[0], 'From')).toMatch(/^"Anonymous" <sip:anonymous@anonymous\.invalid>/)
    expect(header(first.calls[0], 'Privacy')).toBe('id')
    expect(header(first.calls[0], 'P-Asserted-Identity')).toContain('+390125555101')
  })

  test('a forwarded call says who forwarded it', async () => {
    const diversions = [{ number: number('+390125555102'), reason: 'no-answer' as const }]
    decides(planOf(step([outside('+390115550101')], { diversions })))
    expect(await (await anna.calls('102')).ends()).toBe(486)
    expect(header(first.calls[0], 'Diversion')).toMatch(/^<sip:\+390125555102@network\.invalid>;reason=no-answer/)
    expect(header(first.calls[0], 'History-Info')).toContain('+390125555102')
  })

  test('the first provider has trouble: the second one takes the call; busy is an answer and no trouble', async () => {
    decides(planOf(step([outside('+390115550101')])))
    first.behave = (call) => call.refuse(503, 'Service Unavailable')
    expect(await (await anna.calls('0115550101')).ends()).toBe(486)
    expect([first.calls.length, second.calls.length]).toEqual([1, 1])
    first.behave = (call) => call.refuse(486, 'Busy Here')
    expect(await (await anna.calls('0115550101')).ends()).toBe(486)
    expect([first.calls.length, second.calls.length]).toEqual([2, 1])
  })

  test('112: the site’s number and place, with and without the portal', async () => {
    decides(planOf(step([{ kind: 'emergency', number: '112' }])))
    first.behave = (call) => void call.answer()
    const call = await anna.calls('112')
    await call.isAnswered()
    await call.hangsUp()
    portal.decide = () => new Promise(() => undefined)
    const alone = await anna.calls('112')
    await alone.isAnswered()
    await alone.hangsUp()
    expect(first.calls).toHaveLength(2)
    for (const rung of first.calls) {
      expect(rung.dialled).toBe('112')
      expect(header(rung, 'P-Asserted-Identity')).toContain('+390125555100')
      expect(header(rung, 'From')).toContain('+390125555100')
      expect(header(rung, 'X-PBX-Location')).toBe('Via Torino 1, Ivrea')
    }
  })

  test('without the portal no other call goes out: what a line may call is the portal’s to say', async () => {
    portal.decide = () => new Promise(() => undefined)
    expect(await (await anna.calls('0115550101')).ends()).toBe(503)
    expect(first.calls).toHaveLength(0)
  })
})

describe('with an account', () => {
  test('we register, and answer when asked who calls', async () => {
    const port = await freePort()
    const { seen, close } = await openAskingProvider(port)
    const registration = { user: '06123', secret: 'segreto', realm: 'voce.example' }
    await engine.setTrunks([{ ...first.trunk, id: 'conto', port, registration }])
    await vi.waitFor(() => expect(seen.map(({ method }) => method)).toEqual(['REGISTER', 'REGISTER']), 20_000)
    expect(headerOf(seen[1] ?? { headers: [] }, 'Authorization')).toContain('username="06123"')
    expect(headerOf(seen[1] ?? { headers: [] }, 'Contact')).toContain('sip:trunk-conto@')
    decides(planOf(step([outside('+390115550101')])))
    expect(await (await anna.calls('0115550101')).ends()).toBe(486)
    const invites = seen.filter(({ method }) => method === 'INVITE')
    expect(invites).toHaveLength(2)
    expect(headerOf(invites[1] ?? { headers: [] }, 'Proxy-Authorization')).toContain('username="06123"')
    await engine.setTrunks([second.trunk, first.trunk])
    close()
  })
})

describe('in', () => {
  const incoming = { to: '+390125555102', from: '+390115550101' }

  test('a provider’s call is known by its address; what the network asserts is told apart from what is claimed', async () => {
    decides(planOf(step([device('102-1')])))
    const headers = [['Diversion', '<sip:+390115550123@provider>;reason=unconditional']] as const
    const calling = first.endpoint.call({ ...incoming, headers })
    await (await bruno.rings()).answers()
    ;(await calling).hangUp()
    expect(portal.asked).toMatchObject([
      {
        from: { kind: 'trunk', trunkId: 'primo' },
        dialled: '+390125555102',
        asserted: '+390115550101',
        claimed: '+390115550101',
        withheld: false,
        diverted: ['+390115550123'],
      },
    ])
  })

  test('withheld is told', async () => {
    decides(planOf(step([device('102-1')])))
    const calling = second.endpoint.call({ ...incoming, withheld: true }).catch(() => undefined)
    await (await bruno.rings()).declines()
    await calling
    expect(portal.asked).toMatchObject([{ from: { kind: 'trunk', trunkId: 'secondo' }, withheld: true }])
  })

  test('without the portal the line’s phones ring', async () => {
    portal.decide = () => new Promise(() => undefined)
    const calling = first.endpoint.call(incoming)
    await (await bruno.rings()).answers()
    ;(await calling).hangUp()
    const failedOpen = expect.objectContaining({ kind: 'failed-open' })
    await vi.waitFor(() => expect(portal.heard).toContainEqual(failedOpen), 15_000)
  })

  test('a provider that is removed is a stranger', async () => {
    await engine.setTrunks([first.trunk])
    decides(planOf(step([device('102-1')])))
    await expect(second.endpoint.call(incoming)).rejects.toThrow('407')
    await engine.setTrunks([second.trunk, first.trunk])
  })
})

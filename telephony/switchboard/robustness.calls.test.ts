import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Phone, phone } from '#acceptance/softphone/phone.ts'
import { startThrowawayPostgres, type ThrowawayPostgres } from '#setup/throwaway-postgres.ts'
import { createScriptedPortal, device, number, planOf, type ScriptedPortal, step } from '../call-engine.promise.ts'
import type { CallEngine, EngineLine } from '../call-engine.ts'
import { createKamailioEngine } from '../kamailio/engine.ts'
import { createRpc } from '../kamailio/rpc.ts'
import { openEndpoint, type TalkingCall } from '../outside-world/endpoint.ts'
import { headerOf, type SipRequest } from '../outside-world/sip-message.ts'
import { openAskingProvider } from '../testing/asking-provider.ts'
import { openRawSip, type RawSip, rawRegister, rawRequest, statusOf } from '../testing/raw-sip.ts'
import { testSettings } from '../testing/switchboard-settings.ts'
import { freePort } from './ports.ts'
import type { SwitchboardSettings } from './settings.ts'
import { type KeptState, readState } from './state.ts'

/** Each of the programs killed without a goodbye, in the middle of its work. */

const domain = 'promessa.localhost'
const line = (extension: string): EngineLine => ({
  ...{ domain, number: `+390125555${extension}`, extension, devices: [`${extension}-1`] },
  emergency: { number: '+390125555100', location: 'Ivrea' },
})

let postgres: ThrowawayPostgres
let portal: ScriptedPortal
let settings: SwitchboardSettings
let engine: CallEngine
let anna: Phone
let bruno: Phone

const state = (): KeptState => readState(settings.directory) as KeptState
const phoneOf = (user: string) =>
  phone({
    ...{ who: user, server: `ws://127.0.0.1:${settings.sip.wsPort}`, user, domain },
    secret: `segreto-${user}`,
  })
/** Undefined for a process that is gone, or only waits for its parent to notice. */
function statusOfProcess(pid: string | number): { group: number; words: string } | undefined {
  try {
    const [, state, group] = /\) (\w) \d+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? []
    if (state === 'Z') return undefined
    return { group: Number(group), words: readFileSync(`/proc/${pid}/cmdline`, 'latin1') }
  } catch {
    return undefined
  }
}
/** Every process of a switchboard: itself, and whoever is of one of its groups. */
function processesOf({ pid, groups, runDirectory }: KeptState): string[] {
  return readdirSync('/proc').filter((entry) => {
    const found = /^\d+$/.test(entry) ? statusOfProcess(entry) : undefined
    return found && (entry === String(pid) || groups.includes(found.group) || found.words.includes(runDirectory))
  })
}

beforeAll(async () => {
  postgres = await startThrowawayPostgres()
  portal = createScriptedPortal()
  settings = await testSettings({ databaseUrl: postgres.url })
  engine = createKamailioEngine(settings)
  await engine.start(portal.side)
  await engine.publishLines([line('101'), line('102')])
  ;[anna, bruno] = (await Promise.all([phoneOf('101-1'), phoneOf('102-1')])) as [Phone, Phone]
  portal.decide = async () => ({ plan: planOf(step([device('102-1')])), context: 'contesto' })
})
afterAll(async () => {
  await Promise.all([anna.leaves(), bruno.leaves()])
  await engine.stop()
  await postgres.stop()
})

async function talking() {
  portal.asked.length = 0
  const call = await anna.calls('102')
  const ringing = await bruno.rings()
  await ringing.answers()
  await call.isAnswered()
  return { call, ringing, callId: portal.asked[0]?.callId ?? '' }
}

/** Somebody outside calls a line that forwards outside: both ends speak UDP, so they outlive the server between them. */
async function throughTrunks() {
  const trunk = { host: '127.0.0.1', port: settings.sip.port }
  const sound = { host: '127.0.0.1', ports: { first: 25_200, last: 25_998 } }
  const place = { host: '127.0.0.1', port: await freePort() }
  let answered: Promise<TalkingCall> | undefined
  const outside = await openEndpoint({ place, trunk, sound, onCall: (call) => (answered = call.answer()) })
  await engine.setTrunks([{ id: 'fuori', name: 'fuori', ...place, transport: 'udp', registration: null, priority: 1 }])
  const inside = portal.decide
  const to = number('+390115550101')
  portal.asked.length = 0
  portal.decide = async () => ({
    plan: planOf(step([{ kind: 'outside', lineId: 'l', number: to, mustAccept: false }])),
    context: 'contesto',
  })
  const caller = await outside.call({ to: '+390125555102', from: '+390115550102' })
  const called = (await answered) as TalkingCall
  portal.decide = inside
  return { caller, called, callId: portal.asked[0]?.callId, close: () => outside.close() }
}

/** The next call, as a person would make it: again until it rings. */
async function untilItRings(): Promise<void> {
  for (;;) {
    const call = await anna.calls('102').catch(() => undefined)
    const ringing = await bruno.rings(1_500).catch(() => undefined)
    if (ringing) {
      await ringing.declines()
      await call?.ends()
      return
    }
    // Lost with the server that had it: nobody answers the goodbye.
    call?.hangsUp().catch(() => undefined)
  }
}

test('the programs that phones reach run without rights', async () => {
  if (process.getuid?.() !== 0) return expect(state().groups.length).toBeGreaterThan(2)
  const userOf = (group: number) => /^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${group}/status`, 'utf8'))?.[1]
  // Our own program reads its source first, which on a busy machine takes seconds.
  await vi.waitFor(() => expect(state().groups.slice(0, 3).map(userOf)).not.toContain('0'), 15_000)
})

const many = 10_000
/** A large company's phones, as this one's registration was written. */
async function manyPhonesLike(user: string): Promise<void> {
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  try {
    await client.query(
      `insert into switchboard.location
        select (jsonb_populate_record(l, jsonb_build_object('id', l.id + n, 'ruid', l.ruid || n, 'username', 'phone-' || n))).*
        from switchboard.location l, generate_series(1, $1::int) n where l.username = $2`,
      [many, user],
    )
  } finally {
    await client.end()
  }
}

describe('Kamailio is killed', () => {
  test('phones are registered as before, the next call rings, the running one ends in order', async () => {
    const desk = await openRawSip('udp', '127.0.0.1', settings.sip.port)
    expect(statusOf(await rawRegister(desk, `103-1@${domain}`, 'segreto-103-1'))).toBe(200)
    const running = await throughTrunks()
    // Registrations are written behind, once a second.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await manyPhonesLike('103-1')
    const [, kamailio = 0] = state().groups
    process.kill(kamailio, 'SIGKILL')
    await untilItRings()
    await vi.waitFor(async () => {
      const users = (await engine.registrations()).map(({ user }) => user.user)
      expect(users).toContain('103-1')
      expect(users.length).toBeGreaterThan(many)
    }, 15_000)
    // The dialog is forgotten, its way is not: the goodbye arrives, and the portal learns how long it was.
    running.called.hangUp()
    await running.caller.ended
    await vi.waitFor(() => {
      const ended = portal.heard.find((event) => event.kind === 'ended' && event.callId === running.callId)
      expect(ended).toMatchObject({ context: 'contesto', seconds: expect.any(Number) })
      expect((ended as { seconds: number }).seconds).toBeGreaterThan(1)
    }, 15_000)
    running.close()
    desk.close()
  })
})

describe('Kamailio has more to do than it can', () => {
  test('new calls hear so at once, except to 112; it is not taken for dead, and goes on as before', async () => {
    const [, kamailio = 0] = state().groups
    // Its workers stand still, its commands do not: as when more comes in than they carry away.
    const rpc = rpcOf(state())
    const processes = await rpc<{ PID: number; DSC: string }[]>('core.psx')
    const workers = processes.filter(({ DSC }) => DSC.startsWith('udp receiver')).map(({ PID }) => PID)
    expect(workers).not.toEqual([])
    for (const pid of workers) process.kill(pid, 'SIGSTOP')
    const office = await openRawSip('udp', '127.0.0.1', settings.sip.port)
    const help = await openRawSip('udp', '127.0.0.1', settings.sip.port)
    const answers = [askFor(office, '102'), askFor(help, '112')]
    await vi.waitFor(async () => expect(await rpc('pv.shvGet', 'overloaded')).toMatchObject({ value: 1 }), 15_000)
    for (const pid of workers) process.kill(pid, 'SIGCONT')
    const [refused = '', called = ''] = await Promise.all(answers)
    expect(refused).toMatch(/^SIP\/2\.0 503 [\s\S]*^Retry-After: 5\r$/m)
    // Whoever dials it is asked who they are, like always.
    expect(statusOf(called)).toBe(407)
    expect(state().groups[1]).toBe(kamailio)
    await untilItRings()
    office.close()
    help.close()
  })
})

/** Kamailio's commands, as the switchboard gives them. */
function rpcOf({ runDirectory }: KeptState) {
  const text = readFileSync(join(runDirectory, 'kamailio.cfg'), 'utf8')
  const port = /\$Rp == (\d+)/.exec(text)?.[1]
  const secret = /"\/rpc\/([0-9a-f]+)"/.exec(text)?.[1]
  return createRpc(Number(port), secret ?? '')
}

const askFor = (raw: RawSip, whom: string): Promise<string | undefined> => {
  const request = { method: 'INVITE', uri: `sip:${whom}@${domain}`, from: `101-1@${domain}`, to: `${whom}@${domain}` }
  return raw.ask(rawRequest(raw, request), 20_000)
}

describe('the first provider with an account', () => {
  test('Kamailio begins anew to be able to answer it; phones are registered as before', async () => {
    const [, kamailio] = state().groups
    const port = await freePort()
    const provider = await openAskingProvider(port)
    const registration = { user: '06123', secret: 'segreto', realm: 'voce.example' }
    const place = { host: '127.0.0.1', port, transport: 'udp' as const, priority: 0 }
    await engine.setTrunks([{ id: 'conto', name: 'conto', ...place, registration }])
    await vi.waitFor(() => expect(state().groups[1]).not.toBe(kamailio), 15_000)
    await vi.waitFor(() => expect(provider.seen.filter(({ method }) => method === 'REGISTER')).toHaveLength(2), 30_000)
    await untilItRings()
    const inside = portal.decide
    const to = number('+390115550101')
    const plan = planOf(step([{ kind: 'outside', lineId: 'l', number: to, mustAccept: false }]))
    portal.decide = async () => ({ plan, context: 'contesto' })
    expect(await (await anna.calls('0115550101')).ends()).toBe(486)
    portal.decide = inside
    const [asked, answered] = provider.seen.filter(({ method }) => method === 'INVITE').map((invite) => cseqOf(invite))
    expect(answered).toBe(Number(asked) + 1)
    await engine.setTrunks([])
    provider.close()
  })
})

const cseqOf = (invite: SipRequest): number => Number.parseInt(headerOf(invite, 'CSeq') ?? '', 10)

describe('rtpengine is killed', () => {
  test('it comes back; calls go on meanwhile', async () => {
    const [relay = 0] = state().groups
    process.kill(relay, 'SIGKILL')
    const { call, ringing } = await talking()
    await call.hangsUp()
    await ringing.ends()
    await vi.waitFor(() => {
      expect(state().groups[0]).not.toBe(relay)
      expect(engine.health()).toEqual({ state: 'serving' })
    }, 15_000)
    // From now on each call has sound: whoever asked the relay while it was away has forgotten that.
    for (let calls = 0; calls < 3; calls += 1) {
      const { call, ringing } = await talking()
      call.plays(440)
      ringing.plays(880)
      await Promise.all([ringing.hears(440), call.hears(880)])
      await call.hangsUp()
      await ringing.ends()
    }
  })
})

describe('the switchboard is killed', () => {
  test('nothing of it is left behind, and a new one serves with what was published', async () => {
    const old = state()
    process.kill(old.pid, 'SIGKILL')
    await vi.waitFor(() => expect(engine.health().state).not.toBe('serving'), 15_000)
    await vi.waitFor(() => expect(engine.health()).toEqual({ state: 'serving' }), 20_000)
    expect(processesOf(old)).toEqual([])
    await untilItRings()
  })
})

describe('the portal is killed', () => {
  test('calls ring without it; the next one finds the same switchboard and hears what became of them', async () => {
    const own = { ...(await testSettings()), grace: 4 }
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../testing/portal-process.ts'), JSON.stringify(own)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    await once(child.stdout, 'data')
    const served = readState(own.directory) as KeptState
    const server = `ws://127.0.0.1:${own.sip.wsPort}`
    const of = (user: string) => phone({ who: user, server, user, domain, secret: `segreto-${user}` })
    const [carla, dario] = (await Promise.all([of('101-1'), of('102-1')])) as [Phone, Phone]
    const first = createKamailioEngine(own)
    const side = createScriptedPortal()
    await first.start(side.side)
    await first.publishLines([line('101'), line('102')])
    child.kill('SIGKILL')
    await once(child, 'exit')

    // Both portals know the same devices; this one goes silent too, so that the engine is alone.
    side.decide = () => new Promise(() => undefined)
    side.refusals = Number.POSITIVE_INFINITY
    const call = await carla.calls('102')
    await (await dario.rings()).answers()
    await call.isAnswered()
    await call.hangsUp()

    const next = createKamailioEngine(own)
    const heard = createScriptedPortal()
    await next.start(heard.side)
    expect(readState(own.directory)?.pid).toBe(served.pid)
    await vi.waitFor(() => {
      const kinds = heard.heard.flatMap((event) => ('callId' in event ? event.kind : []))
      expect(kinds).toEqual(['failed-open', 'ringing', 'answered', 'ended'])
    }, 15_000)
    await Promise.all([carla.leaves(), dario.leaves()])
    await first.stop()
    await next.stop()
    await vi.waitFor(() => expect(processesOf(served)).toEqual([]), 20_000)
  })

  test('alone for longer than the grace time, the switchboard ends with all its programs', async () => {
    const own = { ...(await testSettings()), grace: 1 }
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../testing/portal-process.ts'), JSON.stringify(own)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    await once(child.stdout, 'data')
    const served = readState(own.directory) as KeptState
    // Even where somebody has tidied its directory away.
    rmSync(own.directory, { recursive: true })
    child.kill('SIGKILL')
    await vi.waitFor(() => expect(processesOf(served)).toEqual([]), { timeout: 20_000, interval: 100 })
    expect(readState(own.directory)).toBeUndefined()
  })
})

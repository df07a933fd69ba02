import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { strength } from '../rtp/tone.ts'
import { freePort } from '../switchboard/ports.ts'
import { readOutsideWorldConfig } from './config.ts'
import { CallRefused, type Endpoint, type OutgoingCall, openEndpoint, type RingingCall } from './endpoint.ts'
import { type OutsideBehaviour, outsideNumbers } from './numbers.ts'
import type { Place } from './transactions.ts'
import { openWorld } from './world.ts'

/** The outside world and a caller beside it; then SIPp, which knows nothing of us, on a network that loses messages. */

let worldAt: Place
const incoming: RingingCall[] = []
let world: Endpoint
let anna: Endpoint

beforeAll(async () => {
  const [port, annasPort] = [await freePort(), await freePort()]
  worldAt = { host: '127.0.0.1', port }
  const annaAt = { host: '127.0.0.1', port: annasPort }
  const sound = (first: number) => ({ host: '127.0.0.1', ports: { first, last: first + 98 } })
  world = await openWorld({ place: worldAt, trunk: annaAt, sound: sound(25_700) })
  anna = await openEndpoint({
    place: annaAt,
    trunk: worldAt,
    sound: sound(25_800),
    onCall: (call) => incoming.push(call),
  })
})

afterAll(() => {
  world.close()
  anna.close()
})

const numberOf = (behaviour: OutsideBehaviour) => outsideNumbers.find((one) => one.behaviour === behaviour)!.number
const annaCalls = (behaviour: OutsideBehaviour, more: Partial<OutgoingCall> = {}) =>
  anna.call({ to: numberOf(behaviour), from: '+390125555049', ...more })

const refusal = async (call: Promise<unknown>): Promise<number> => {
  try {
    await call
  } catch (error) {
    if (error instanceof CallRefused) return error.status
    throw error
  }
  throw new Error('The call was answered')
}

describe.concurrent('Anna calls', () => {
  it('one who answers with a tune, and is hung up on', async () => {
    const call = await annaCalls('music')
    const heard: Int16Array[] = []
    call.stream.on('sound', (samples) => heard.push(samples))
    const loudest = (frequency: number) => Math.max(...heard.map((frame) => strength(frame, frequency)))
    await vi.waitFor(() => expect(Math.min(loudest(440), loudest(659))).toBeGreaterThan(4000), 15_000)
    call.hangUp()
    expect(call.over).toBe(true)
  })

  it.each([
    ['busy', 486],
    ['declines', 603],
  ] as const)('one who %s', async (behaviour, status) => {
    expect(await refusal(annaCalls(behaviour))).toBe(status)
  })

  it('one who never answers, and gives up', async () => {
    const giveUp = new AbortController()
    let rang = false
    const call = annaCalls('never-answers', {
      signal: giveUp.signal,
      onRinging: () => {
        rang = true
        giveUp.abort()
      },
    })
    expect(await refusal(call)).toBe(487)
    expect(rang).toBe(true)
  })

  it('a number that nobody has', async () => {
    expect(await refusal(anna.call({ to: '+390115550199', from: '+390125555049' }))).toBe(404)
  })

  it.each([
    ['calls-back', numberOf('calls-back')],
    ['calls-back-withheld', null],
  ] as const)('one who %s five seconds later', async (behaviour, caller) => {
    const from = behaviour === 'calls-back' ? '+390125555050' : '+390125555051'
    const call = await annaCalls(behaviour, { from })
    call.hangUp()
    await pause(3500)
    expect(incoming.filter(({ dialled }) => dialled === from)).toEqual([])
    const ringing = await vi.waitUntil(() => incoming.find(({ dialled }) => dialled === from), { timeout: 15_000 })
    expect(ringing.caller).toBe(caller)
    const back = await ringing.answer()
    back.hangUp()
  })
})

it('says what is wrong with its settings', () => {
  const whole = { WORLD_ADDRESS: '127.0.0.1', WORLD_PORT: '25090', WORLD_SWITCHBOARD: '[::1]:25060' }
  const { place, trunk } = readOutsideWorldConfig(whole)
  expect([place, trunk]).toEqual([
    { host: '127.0.0.1', port: 25_090 },
    { host: '::1', port: 25_060 },
  ])
  expect(() => readOutsideWorldConfig({ ...whole, WORLD_ADDRESS: '' })).toThrow('WORLD_ADDRESS')
  expect(() => readOutsideWorldConfig({ ...whole, WORLD_PORT: '80' })).toThrow('WORLD_PORT')
  expect(() => readOutsideWorldConfig({ ...whole, WORLD_SWITCHBOARD: 'here' })).toThrow('WORLD_SWITCHBOARD')
})

const hasSipp = spawnSync('sipp', ['-v']).error === undefined

describe.skipIf(!hasSipp && !process.env.CI)('SIPp', { concurrent: true }, () => {
  it('calls through a network that loses every fifth message', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'osw-sipp-'))
    const scenario = join(directory, 'lossy.xml')
    await writeFile(scenario, lossyCaller)
    const [there, here] = [`127.0.0.1:${worldAt.port}`, `${await freePort()}`]
    const words = [there, '-sf', scenario, '-s', numberOf('music'), '-i', '127.0.0.1', '-p', here]
    const run = promisify(execFile)
    // Ten calls, each with losses of its own; SIPp ends with 0 only when all of them went through.
    const options = ['-m', '10', '-r', '10', '-lost', '20', '-nostdin', '-timeout', '50', '-timeout_error']
    await run('sipp', [...words, ...options], { cwd: directory, timeout: 55_000 })
    await rm(directory, { recursive: true })
  }, 60_000)
})

const lossyCaller = `<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="a caller that loses messages">
  <send retrans="500"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:+390125555049@[local_ip]:[local_port]>;tag=[pid]S[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:sipp@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio 25990 RTP/AVP 8
a=rtpmap:8 PCMA/8000
  ]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="200" rrs="true"/>
  <send lost="0"><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[routes]
From: <sip:+390125555049@[local_ip]:[local_port]>;tag=[pid]S[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

  ]]></send>
  <pause milliseconds="300"/>
  <send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[routes]
From: <sip:+390125555049@[local_ip]:[local_port]>;tag=[pid]S[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0

  ]]></send>
  <recv response="200"/>
</scenario>
`

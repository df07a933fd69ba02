import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Phone, phone } from '#acceptance/softphone/phone.ts'
import type { CallPlan, PlanStep, PlanTarget } from '#domain/call-handling/plan.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import type { EngineEvent, PortalSide } from '../call-engine.ts'
import { createKamailioEngine } from '../kamailio/engine.ts'
import { type OutsideBehaviour, outsideNumbers } from '../outside-world/numbers.ts'
import { strength } from '../rtp/tone.ts'
import { readWav } from '../rtp/wav.ts'
import { freePort } from '../switchboard/ports.ts'
import { testSettings } from '../testing/switchboard-settings.ts'

/** What the media application does, called by real phones through the real switchboard; the portal is scripted. */

const domain = 'casa.test'
const secret = 'segreto'
const context = '{}'
const events: EngineEvent[] = []
const messages: { seconds: number; sound: Int16Array }[] = []

const numberOf = (behaviour: OutsideBehaviour) => outsideNumbers.find((one) => one.behaviour === behaviour)!.number

const step = (...targets: PlanTarget[]): PlanStep => ({ seconds: 20, targets, next: {}, diversions: [] })
const plan = (...steps: PlanStep[]): CallPlan => ({
  steps,
  caller: {
    name: 'Anna',
    inside: '049',
    asserted: '+390125555049' as PhoneNumber,
    outside: '+390125555049' as PhoneNumber,
    withheld: false,
  },
  reasons: [],
})

/** What is dialled is what is wanted. */
const services: Record<string, PlanTarget> = {
  messaggio: { kind: 'voicemail', lineId: 'line-1' },
  eco: { kind: 'echo-test' },
  avviso: { kind: 'announcement', announcement: { name: 'forward-set', say: ['049'] } },
  rifiuto: { kind: 'announcement', announcement: { name: 'loop-refused' } },
}

function planFor(dialled: string): CallPlan {
  const behaviour = outsideNumbers.find(({ number }) => number === dialled)?.behaviour
  if (behaviour)
    return plan(
      step({
        kind: 'outside',
        lineId: 'line-1',
        number: dialled as PhoneNumber,
        mustAccept: /mobile|voicemail|busy/.test(behaviour),
      }),
    )
  const service = services[dialled]
  return plan(step(service ?? { kind: 'device', lineId: 'l', deviceId: 'd', user: dialled, domain }))
}

const portal: PortalSide = {
  decide: async ({ dialled }) => ({ plan: planFor(dialled), context }),
  credentials: async ({ user, domain: realm }) => createHash('md5').update(`${user}:${realm}:${secret}`).digest('hex'),
  hear: async (heard) => {
    for (const event of heard) {
      events.push(event)
      if (event.kind === 'message-left')
        messages.push({ seconds: event.seconds, sound: readWav(readFileSync(event.file)) })
    }
  },
}

let directory: string
let engine: ReturnType<typeof createKamailioEngine>
let open: (user: string) => Promise<Phone>
const phones: Phone[] = []

beforeAll(async () => {
  const outsideWorldPort = await freePort()
  const settings = await testSettings({ outsideWorldPort })
  directory = settings.directory
  engine = createKamailioEngine(settings)
  await engine.start(portal)
  await engine.setTrunks([
    {
      id: 'outside',
      name: 'Outside world',
      host: '127.0.0.1',
      port: outsideWorldPort,
      transport: 'udp',
      registration: null,
      priority: 1,
    },
  ])
  open = async (user) => {
    const opened = await phone({ who: user, user, domain, secret, server: `ws://127.0.0.1:${settings.sip.wsPort}` })
    phones.push(opened)
    return opened
  }
  // The media application registers a moment after phones can call.
  await answered(await open('prima'))
}, 60_000)

/** Tries until the echo test is answered, as a caller would. */
function answered(one: Phone) {
  return vi.waitUntil(
    async () => {
      const call = await one.calls('eco')
      return call.isAnswered(3000).then(
        () => call,
        () => undefined,
      )
    },
    { timeout: 30_000, interval: 300 },
  )
}

const patience = { timeout: 15_000 }

/** The message with this tone in it. */
const delivered = (frequency: number) =>
  vi.waitUntil(() => messages.find(({ sound }) => strength(sound, frequency) > 2000), patience)

afterAll(async () => {
  await Promise.all(phones.map((one) => one.leaves()))
  await engine.stop()
}, 60_000)

describe.concurrent('through the switchboard', () => {
  it('two phones talk, hold and resume', async () => {
    const [anna, bruno] = await Promise.all([open('anna'), open('bruno')])
    const call = await anna.calls('bruno')
    const ringing = await bruno.rings()
    await call.rings()
    await ringing.answers()
    await call.isAnswered()
    ringing.plays(440)
    call.plays(880)
    await Promise.all([call.hears(440), ringing.hears(880)])
    await call.holds()
    await Promise.all([call.hearsNothing(), ringing.hearsNothing()])
    await call.resumes()
    await Promise.all([call.hears(440), ringing.hears(880)])
    await ringing.hangsUp()
    await call.ends()
  })

  it('the echo test says back what it hears', async () => {
    const call = await (await open('carla')).calls('eco')
    await call.isAnswered()
    await call.hearsSomething()
    await call.presses('1')
    call.plays(660)
    await call.hears(660)
    call.keepsSilent()
    await call.presses('#')
    await call.ends()
  })

  it('announcements are heard, and end by themselves', async () => {
    const [dario, elena] = await Promise.all([open('dario'), open('elena')])
    const [done, refused] = await Promise.all([dario.calls('avviso'), elena.calls('rifiuto')])
    await Promise.all([done.isAnswered(), refused.isAnswered()])
    await Promise.all([done.hears(523), refused.hears(250)])
    await Promise.all([done.ends(30_000), refused.ends(30_000)])
  })

  it('a message is recorded until # and told to the portal', async () => {
    const call = await (await open('fabio')).calls('messaggio')
    await call.isAnswered()
    await call.hearsSomething()
    await call.presses('#')
    await call.hears(1000)
    call.plays(554)
    await pause(2500)
    call.keepsSilent()
    await call.presses('#')
    await call.ends()
    const message = await delivered(554)
    expect(message.seconds).toBeGreaterThanOrEqual(1)
    expect(message.seconds).toBeLessThan(5)
  })

  it('a message ends after four seconds of silence, which are not kept', async () => {
    const call = await (await open('gina')).calls('messaggio')
    await call.isAnswered()
    await call.presses('#')
    await call.hears(1000)
    call.plays(784)
    await pause(2000)
    call.keepsSilent()
    await call.ends(20_000)
    const message = await delivered(784)
    expect(message.seconds).toBeGreaterThan(1.8)
    expect(message.seconds).toBeLessThan(5)
  })

  it('a mobile that presses 1 gets the call; both hear each other', async () => {
    const call = await (await open('ivo')).calls(numberOf('mobile-accepts'))
    await call.rings()
    await call.isAnswered(30_000)
    await call.hears(440)
    await call.hangsUp()
  })

  it('a mobile voicemail that presses nothing does not get the call', async () => {
    const call = await (await open('lia')).calls(numberOf('voicemail'))
    await call.rings()
    const asked = performance.now()
    expect(await call.ends(40_000)).toBe(480)
    // Not before it had its chance.
    expect(performance.now() - asked).toBeGreaterThan(10_000)
  })

  it('busy outside is busy inside, screened', async () => {
    const call = await (await open('mara')).calls(numberOf('busy'))
    expect(await call.ends()).toBe(486)
  })

  it('a caller that gives up is given up outside too', async () => {
    const call = await (await open('nino')).calls(numberOf('mobile-never-answers'))
    await call.rings()
    await call.hangsUp()
    await vi.waitUntil(() => events.some(({ kind }) => kind === 'cancelled'), patience)
  })

  it('the outside world answers with a tune', async () => {
    const olga = await open('olga')
    const call = await olga.calls(numberOf('music'))
    await call.isAnswered()
    await call.hears(440)
    await call.hangsUp()
  })
})

describe('after a kill -9', () => {
  it('of the recorder, the half message is delivered', async () => {
    const call = await (await open('rita')).calls('messaggio')
    await call.isAnswered()
    await call.presses('#')
    await call.hears(1000)
    call.plays(697)
    await pause(3000)
    kill('media')
    const message = await delivered(697)
    expect(message.seconds).toBeGreaterThan(2)
  })

  it('of Kamailio, the next caller is served', async () => {
    const sara = await open('sara')
    kill('kamailio')
    await vi.waitUntil(() => engine.health().state !== 'serving', patience)
    await vi.waitUntil(() => engine.health().state === 'serving', patience)
    const heard = await answered(sara)
    await heard.hearsSomething()
    await heard.hangsUp()
  })
})

/** Ends a program of our switchboard without a goodbye: our child is the one whose parent keeps our directory. */
function kill(name: 'media' | 'kamailio'): void {
  const word = name === 'media' ? 'media/main.ts' : 'kamailio.cfg'
  const processes = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid))
  const words = (pid: string) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  const ours = processes.find((pid) => existing(() => words(pid).includes(`${directory}/settings.json`)))
  const parent = (pid: string) => /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  const child = processes.find((pid) => existing(() => parent(pid) === ours && words(pid).includes(word)))
  if (!child) throw new Error(`${name} does not run`)
  process.kill(Number(child), 'SIGKILL')
}

/** Processes come and go while one looks. */
function existing(look: () => boolean): boolean {
  try {
    return look()
  } catch {
    return false
  }
}

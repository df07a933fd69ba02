import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CallPlan, PlanStep, PlanTarget } from '#domain/call-handling/plan.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import type { CallEngine, Decision, EngineEvent, IncomingCall, PortalSide, SipUser } from './call-engine.ts'

/**
 * What every engine keeps, told as people telephoning. An engine's own test gives a world: the engine, started with the
 * portal we play here, and phones that are registered by their secret.
 */
export type PromisedWorld = {
  readonly engine: CallEngine
  phone(user: SipUser, secret: string): Promise<PromisedPhone>
  close(): Promise<void>
}
export type PromisedPhone = {
  calls(dialled: string): Promise<PromisedCall>
  rings(within?: number): Promise<PromisedCall>
  /** @throws when a call comes within so many milliseconds */
  staysQuiet(during: number): Promise<void>
  leaves(): Promise<void>
}
export type PromisedCall = {
  readonly caller: { readonly name: string; readonly number: string }
  answers(): Promise<unknown>
  refuses(code: number): Promise<void>
  isAnswered(): Promise<unknown>
  /** The status that refused it, undefined after a talk. */
  ends(within?: number): Promise<number | undefined>
  hangsUp(): Promise<void>
}

const domain = 'promessa.localhost'
const secretOf = (name: string) => `segreto-${name}`
const ha1Of = ({ user, domain }: SipUser) =>
  createHash('md5')
    .update(`${user}:${domain}:${secretOf(user)}`)
    .digest('hex')

export type ScriptedPortal = {
  readonly asked: IncomingCall[]
  readonly heard: EngineEvent[]
  decide(call: IncomingCall): Promise<Decision>
  /** So many times what it hears is not kept. */
  refusals: number
  /** Users nobody has. */
  readonly strangers: string[]
  readonly side: PortalSide
}

/** The portal of these tests: knows some devices, decides what the test says, keeps what it hears. */
export function createScriptedPortal(): ScriptedPortal {
  const asked: IncomingCall[] = []
  const heard: EngineEvent[] = []
  const portal: ScriptedPortal = {
    asked,
    heard,
    decide: () => Promise.reject(new Error('nothing was said')),
    refusals: 0,
    strangers: ['999-1'],
    side: {
      decide: async (call) => {
        asked.push(call)
        return portal.decide(call)
      },
      credentials: async (user) => (portal.strangers.includes(user.user) ? undefined : ha1Of(user)),
      hear: async (events) => {
        if (portal.refusals-- > 0) throw new Error('not now')
        for (const event of events) if (!heard.some(({ id }) => id === event.id)) heard.push(event)
      },
    },
  }
  return portal
}

export const number = (text: string) => text as PhoneNumber
export const device = (user: string, home = domain): PlanTarget => ({
  ...{ kind: 'device', lineId: `line-${user}`, deviceId: user, user, domain: home },
})
export const step = (targets: readonly PlanTarget[], more: Partial<PlanStep> = {}): PlanStep => ({
  ...{ seconds: 10, targets, next: {}, diversions: [], ...more },
})
export const planOf = (...steps: PlanStep[]): CallPlan => ({
  steps,
  reasons: [],
  caller: {
    name: 'Anna Verdi',
    inside: '101',
    asserted: number('+390125555101'),
    outside: number('+390125555101'),
    withheld: false,
  },
})

/** Without what differs from run to run. */
const told = (events: readonly EngineEvent[], callId: string) =>
  events.flatMap((event) => {
    if (!('callId' in event) || event.callId !== callId) return []
    const { id: _, at: __, callId: ___, ...rest } = event
    return [rest]
  })

export function keepsThePromise(name: string, open: (portal: PortalSide) => Promise<PromisedWorld>): void {
  describe(`${name} keeps the promise of a call engine`, () => {
    const portal = createScriptedPortal()
    let world: PromisedWorld
    let anna: PromisedPhone
    let bruno: PromisedPhone
    let carla: PromisedPhone
    const phones = new Map<string, PromisedPhone>()
    const phoneOf = async (user: string) => {
      const phone = await world.phone({ user, domain }, secretOf(user))
      phones.set(user, phone)
      return phone
    }

    beforeAll(async () => {
      world = await open(portal.side)
      ;[anna, bruno, carla] = (await Promise.all(['101-1', '102-1', '103-1'].map(phoneOf))) as [
        PromisedPhone,
        PromisedPhone,
        PromisedPhone,
      ]
    })
    afterAll(async () => {
      await Promise.all([...phones.values()].map((phone) => phone.leaves()))
      await world.close()
    })
    beforeEach(() => {
      portal.asked.length = 0
      portal.heard.length = 0
    })
    afterEach(() => {
      portal.decide = () => Promise.reject(new Error('nothing was said'))
    })

    const decides = (...steps: PlanStep[]) => {
      portal.decide = async () => ({ plan: planOf(...steps), context: '{"città":"Ivrea"}' })
    }
    /** All events of the only call, once the last one has come. */
    const whole = async (...last: EngineEvent['kind'][]) => {
      const events = () => told(portal.heard, portal.asked[0]?.callId ?? '')
      await vi.waitFor(() => expect(events().map(({ kind }) => kind)).toEqual(expect.arrayContaining(last)), 15_000)
      return events()
    }
    const context = '{"città":"Ivrea"}'

    test('says that it serves, and which phones are registered', async () => {
      expect(world.engine.health()).toEqual({ state: 'serving' })
      const users = (await world.engine.registrations()).map(({ user }) => user.user)
      expect(users.sort()).toEqual(['101-1', '102-1', '103-1'])
    })

    test('a phone comes and goes, and the portal is told', async () => {
      const dario = await world.phone({ user: '104-1', domain }, secretOf('104-1'))
      const ofDario = () =>
        portal.heard.flatMap((event) => ('user' in event && event.user?.user === '104-1' ? event : []))
      const came = { kind: 'registered', user: { user: '104-1', domain } }
      await vi.waitFor(() => expect(ofDario()).toMatchObject([came]), 15_000)
      await dario.leaves()
      await vi.waitFor(() => expect(ofDario()).toMatchObject([{}, { kind: 'unregistered' }]), 15_000)
    })

    test('a wrong secret, and a name nobody has, are refused alike', async () => {
      await expect(world.phone({ user: '105-1', domain }, 'sbagliato')).rejects.toThrow('401')
      await expect(world.phone({ user: '999-1', domain }, 'sbagliato')).rejects.toThrow('401')
    })

    test('Anna calls Bruno; he answers; she hangs up', async () => {
      decides(step([device('102-1')]))
      const call = await anna.calls('102')
      const ringing = await bruno.rings()
      expect(ringing.caller).toEqual({ name: 'Anna Verdi', number: '101' })
      await ringing.answers()
      await call.isAnswered()
      await call.hangsUp()
      await ringing.ends()
      expect(portal.asked).toMatchObject([
        { from: { kind: 'device', user: { user: '101-1', domain } }, dialled: '102' },
      ])
      expect(await whole('ended')).toEqual([
        { kind: 'ringing', step: 0, target: 0, context },
        { kind: 'answered', step: 0, target: 0, left: [], context },
        { kind: 'ended', seconds: expect.any(Number), context },
      ])
    })

    test('Bruno and Carla ring at once; Carla answers, Bruno’s phone falls silent', async () => {
      decides(step([device('102-1'), device('103-1')]))
      const call = await anna.calls('102')
      const [atBruno, atCarla] = await Promise.all([bruno.rings(), carla.rings()])
      await atCarla.answers()
      await call.isAnswered()
      await atBruno.ends()
      await atCarla.hangsUp()
      await call.ends()
      const events = await whole('ended')
      expect(events.filter(({ kind }) => kind === 'answered')).toMatchObject([{ target: 1 }])
    })

    test('Bruno does not answer; after the seconds of the step Carla rings', async () => {
      decides(step([device('102-1')], { seconds: 1, next: { 'no-answer': 1 } }), step([device('103-1')]))
      const call = await anna.calls('102')
      const atBruno = await bruno.rings()
      const atCarla = await carla.rings()
      await atBruno.ends()
      await atCarla.answers()
      await call.isAnswered()
      await call.hangsUp()
      expect(await whole('ended')).toEqual([
        { kind: 'ringing', step: 0, target: 0, context },
        { kind: 'step-failed', step: 0, cause: 'no-answer', next: 1 },
        { kind: 'ringing', step: 1, target: 0, context },
        { kind: 'answered', step: 1, target: 0, left: [{ step: 0, cause: 'no-answer' }], context },
        { kind: 'ended', seconds: expect.any(Number), context },
      ])
    })

    test('Bruno is busy: another step than when he declines', async () => {
      const steps = [
        step([device('102-1')], { next: { busy: 1, declined: 2 } }),
        step([device('103-1')]),
        step([device('106-1')]),
      ]
      decides(...steps)
      const busy = await anna.calls('102')
      await (await bruno.rings()).refuses(486)
      const atCarla = await carla.rings()
      await atCarla.refuses(603)
      expect(await busy.ends()).toBe(603)
      const left = [
        { step: 0, cause: 'busy' },
        { step: 1, cause: 'declined' },
      ]
      expect(await whole('failed')).toContainEqual({ kind: 'failed', code: 603, cause: 'declined', left, context })

      portal.heard.length = 0
      portal.asked.length = 0
      const declined = await anna.calls('102')
      await (await bruno.rings()).refuses(603)
      // Nobody is registered there.
      expect(await declined.ends()).toBe(480)
      expect(await whole('failed')).toContainEqual(
        expect.objectContaining({ kind: 'failed', code: 480, cause: 'unavailable' }),
      )
    })

    test('nobody is registered: the next step at once', async () => {
      decides(step([device('106-1')], { next: { unavailable: 1 } }), step([device('103-1')]))
      const call = await anna.calls('106')
      const atCarla = await carla.rings()
      await call.hangsUp()
      await atCarla.ends()
      expect(await whole('cancelled')).toContainEqual({
        ...{ kind: 'cancelled', step: 1, left: [{ step: 0, cause: 'unavailable' }], context },
      })
    })

    test('the portal refuses: the caller gets its status', async () => {
      portal.decide = async () => ({
        plan: { ...planOf(), refusal: { code: 433, reason: 'Anonymity Disallowed' } },
        context,
      })
      const call = await anna.calls('102')
      expect(await call.ends()).toBe(433)
      expect(await whole('failed')).toMatchObject([{ kind: 'failed', code: 433 }])
    })

    test('the caller hangs up while the portal is deciding', async () => {
      let decide = (_: Decision) => {}
      portal.decide = () =>
        new Promise((resolve) => {
          decide = resolve
        })
      const call = await anna.calls('102')
      await vi.waitFor(() => expect(portal.asked).toHaveLength(1), 15_000)
      await call.hangsUp()
      decide({ plan: planOf(step([device('102-1')])), context })
      await bruno.staysQuiet(400)
      expect(await whole('cancelled')).toMatchObject([{ kind: 'cancelled', step: 0, left: [] }])
    })

    test('the portal keeps silent: the line’s phones ring all the same', async () => {
      await world.engine.publishLines([
        {
          ...{ domain, number: '+390125555102', extension: '102', devices: ['102-1', '103-1'] },
          emergency: { number: '+390125555100', location: 'Via Torino 1, Ivrea' },
        },
      ])
      portal.decide = () => new Promise(() => undefined)
      const call = await anna.calls('102')
      const [atBruno] = await Promise.all([bruno.rings(), carla.rings()])
      await atBruno.answers()
      await call.isAnswered()
      await call.hangsUp()
      expect(await whole('ended')).toContainEqual({
        ...{ kind: 'failed-open', dialled: '102', user: { user: '101-1', domain }, claimed: '' },
      })
    })

    test('what the portal did not keep is told again, once and in order', async () => {
      decides(step([device('102-1')]))
      portal.refusals = 2
      const call = await anna.calls('102')
      await (await bruno.rings()).answers()
      await call.isAnswered()
      await call.hangsUp()
      expect((await whole('ended')).map(({ kind }) => kind)).toEqual(['ringing', 'answered', 'ended'])
    })

    test('the portal ends a running call', async () => {
      decides(step([device('102-1')]))
      const call = await anna.calls('102')
      const ringing = await bruno.rings()
      await ringing.answers()
      await call.isAnswered()
      await world.engine.hangUp(portal.asked[0]?.callId ?? '')
      await Promise.all([call.ends(), ringing.ends()])
      expect(await whole('ended')).toContainEqual({ kind: 'ended', seconds: expect.any(Number), context })
    })

    test('a forgotten device is gone at once', async () => {
      const dario = await world.phone({ user: '104-1', domain }, secretOf('104-1'))
      portal.strangers.push('104-1')
      await world.engine.forgetDevice({ user: '104-1', domain })
      expect((await world.engine.registrations()).map(({ user }) => user.user)).not.toContain('104-1')
      await expect(world.phone({ user: '104-1', domain }, secretOf('104-1'))).rejects.toThrow('401')
      await dario.leaves()
    })
  })
}

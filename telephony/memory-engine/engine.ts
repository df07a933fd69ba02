import { createHash, randomUUID } from 'node:crypto'
import type { CallPlan, PlanStep, PlanTarget, StepCause, StepLeft } from '#domain/call-handling/plan.ts'
import {
  type CallEngine,
  type Decision,
  type EngineEvent,
  type EngineHealth,
  type EngineLine,
  type IncomingCall,
  type PortalSide,
  type SipUser,
  type Trunk,
  writeUndecided,
} from '../call-engine.ts'

/**
 * The engine without any telephony: phones are objects, calls are promises. It keeps the same promise as Kamailio
 * (`call-engine.promise.ts`), for tests of what is above and for a look at the product where nothing can be installed.
 */
export type MemoryEngine = CallEngine & {
  /** Registers a phone, as one does with its secret. @throws when the secret is not that phone's */
  connect(user: SipUser, secret: string): Promise<MemoryPhone>
  /** What comes from a provider. */
  callFromTrunk(trunkId: string, call: { to: string; from: string; withheld?: boolean }): MemoryCall
}

export type MemoryPhone = {
  readonly user: SipUser
  call(dialled: string): MemoryCall
  /** Told of each call that rings here. */
  onRing: (ring: MemoryRing) => void
  disconnect(): void
}

/** The caller's end. */
export type MemoryCall = {
  readonly callId: string
  /** Resolves when somebody has answered; rejects with the final status. */
  readonly answered: Promise<void>
  /** Resolves once it is over, however. */
  readonly over: Promise<number | undefined>
  hangUp(): void
}

/** The called phone's end. */
export type MemoryRing = {
  readonly name: string
  readonly number: string
  answer(): void
  refuse(code: number): void
  /** Aborted when it need not ring any more: somebody else answered, or the caller gave up. */
  readonly gone: AbortSignal
  hangUp(): void
  readonly over: Promise<number | undefined>
}

const decideWithin = 1_500
const codes: Readonly<Record<StepCause, number>> = {
  busy: 486,
  'no-answer': 480,
  unavailable: 480,
  declined: 603,
  unreachable: 480,
  error: 500,
}
const nameOf = ({ user, domain }: SipUser): string => `${user}@${domain}`

/** Events leave without their id and time, which `say` adds. */
type Said = EngineEvent extends infer E ? (E extends EngineEvent ? Omit<E, 'id' | 'at'> : never) : never

export function createMemoryEngine(): MemoryEngine {
  let health: EngineHealth = { state: 'off' }
  let portal: PortalSide | undefined
  const phones = new Map<string, { phone: MemoryPhone; since: Date }>()
  const lines = new Map<string, EngineLine>()
  const running = new Map<string, () => void>()
  let trunks: readonly Trunk[] = []
  let telling: Promise<void> = Promise.resolve()

  /** In order, one after the other, and again until they are kept. */
  function say(event: Said, id: string): void {
    const whole = { ...event, id, at: new Date().toISOString() } as EngineEvent
    telling = telling.then(async () => {
      for (let tries = 0; tries < 50 && portal; tries++) {
        try {
          return await portal.hear([whole])
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
      }
    })
  }

  function sayContact(kind: 'registered' | 'unregistered', user: SipUser): void {
    say({ kind, user, userAgent: 'memory', address: '127.0.0.1:0', transport: 'memory' }, randomUUID())
  }

  async function decided(call: IncomingCall): Promise<Decision | undefined> {
    let stop = () => {}
    const tooLate = new Promise<undefined>((resolve) => {
      const late = setTimeout(() => resolve(undefined), decideWithin)
      stop = () => clearTimeout(late)
    })
    const decision = portal?.decide(call).catch(() => new Promise<never>(() => undefined))
    return Promise.race([decision ?? tooLate, tooLate]).finally(() => stop())
  }

  /** Without the portal: the line's own phones, inside the caller's company or from a trunk. */
  function openPlan(call: IncomingCall): PlanStep | undefined {
    const domain = call.from.kind === 'device' ? call.from.user.domain : undefined
    const number = call.dialled.startsWith('+') ? call.dialled : `+39${call.dialled}`
    const line = [...lines.values()].find(
      (one) =>
        (domain === undefined || one.domain === domain) &&
        (one.number === number || (domain !== undefined && one.extension === call.dialled)),
    )
    if (!line || line.devices.length === 0) return undefined
    const targets = line.devices.map(
      (user): PlanTarget => ({ kind: 'device', lineId: '', deviceId: '', user, domain: line.domain }),
    )
    return { seconds: 60, targets, next: {}, diversions: [] }
  }

  function begin(call: IncomingCall): MemoryCall {
    const { callId } = call
    const given = new AbortController()
    let settle = { answered: () => {}, refused: (_: number) => {}, over: (_: number | undefined) => {} }
    const answered = new Promise<void>((resolve, reject) => {
      settle = { ...settle, answered: resolve, refused: (code) => reject(new Error(String(code))) }
    })
    answered.catch(() => undefined)
    const over = new Promise<number | undefined>((resolve) => {
      settle = { ...settle, over: resolve }
    })
    const own = (what: string) => `${callId}/${what}`
    const left: StepLeft[] = []
    let context = ''
    let at = 0
    let talking: { since: number; end: () => void } | undefined

    const fail = (code: number, cause: StepCause) => {
      say({ kind: 'failed', callId, code, cause, left: [...left], context }, own('failed'))
      settle.refused(code)
      settle.over(code)
    }
    const hangUp = () => {
      running.delete(callId)
      if (talking) {
        const seconds = Math.round((Date.now() - talking.since) / 1_000)
        talking.end()
        talking = undefined
        say({ kind: 'ended', callId, seconds, context }, own('ended'))
        settle.over(undefined)
      } else given.abort()
    }

    async function run(): Promise<void> {
      const decision = await decided(call)
      if (given.signal.aborted) return cancelled()
      let plan: Pick<CallPlan, 'steps' | 'refusal'> & Partial<Pick<CallPlan, 'caller'>>
      if (decision) {
        context = decision.context
        plan = decision.plan
      } else {
        const user = call.from.kind === 'device' ? call.from.user : null
        const claimed = user || call.withheld ? '' : call.claimed
        const { dialled, at } = call
        context = writeUndecided({ why: 'failed-open', user, claimed, dialled, at })
        say({ kind: 'failed-open', callId, dialled, user, claimed }, own('failed-open'))
        const open = openPlan(call)
        if (!open) return fail(503, 'error')
        plan = { steps: [open] }
      }
      if (plan.refusal) return fail(plan.refusal.code, 'declined')
      for (let step: PlanStep | undefined = plan.steps[0]; step; ) {
        const cause = await ring(step, plan.caller)
        if (given.signal.aborted) return cancelled()
        if (cause === undefined) return
        const next: number | undefined = step.next[cause]
        left.push({ step: at, cause })
        say({ kind: 'step-failed', callId, step: at, cause, next: next ?? null }, own(`step-failed/${at}`))
        if (next === undefined) return fail(codes[cause], cause)
        at = next
        step = plan.steps[next]
      }
      fail(500, 'error')
    }

    function cancelled(): void {
      say({ kind: 'cancelled', callId, step: at, left: [...left], context }, own('cancelled'))
      settle.over(487)
    }

    /** Undefined: answered, or the caller gave up. */
    function ring(step: PlanStep, caller: CallPlan['caller'] | undefined): Promise<StepCause | undefined> {
      return new Promise((resolve) => {
        const silence = new AbortController()
        let waiting = 0
        let worst: StepCause = 'unavailable'
        const done = (cause: StepCause | undefined) => {
          clearTimeout(timer)
          silence.abort()
          resolve(cause)
        }
        const timer = setTimeout(() => done('no-answer'), step.seconds * 1_000)
        given.signal.addEventListener('abort', () => done(undefined), { once: true })
        const take = (target: number, end: () => void) => {
          talking = { since: Date.now(), end }
          say({ kind: 'answered', callId, step: at, target, left: [...left], context }, own('answered'))
          settle.answered()
          done(undefined)
        }
        step.targets.forEach((target, i) => {
          if (target.kind === 'voicemail' || target.kind === 'announcement' || target.kind === 'echo-test') {
            waiting++
            setImmediate(() => take(i, () => undefined))
            return
          }
          const phone = target.kind === 'device' ? phones.get(nameOf(target))?.phone : undefined
          if (!phone) return
          waiting++
          say({ kind: 'ringing', callId, step: at, target: i, context }, own(`ringing/${at}.${i}`))
          let open = true
          phone.onRing({
            name: caller?.name ?? call.displayName,
            number: caller ? (caller.inside ?? 'anonymous') : call.claimed,
            gone: silence.signal,
            over,
            answer: () => {
              if (!open || silence.signal.aborted) return
              open = false
              take(i, () => undefined)
            },
            refuse: (code) => {
              if (!open || silence.signal.aborted) return
              open = false
              worst = code === 486 || code === 600 ? 'busy' : code === 480 ? 'no-answer' : 'declined'
              if (--waiting === 0) done(worst)
            },
            hangUp,
          })
        })
        if (waiting === 0) done('unavailable')
      })
    }

    running.set(callId, hangUp)
    void run().finally(() => {
      if (!talking) running.delete(callId)
    })
    return { callId, answered, over, hangUp }
  }

  const common = () => ({ callId: randomUUID(), at: new Date().toISOString(), diverted: [] })

  return {
    async start(side) {
      portal = side
      health = { state: 'serving' }
    },
    async stop() {
      for (const hangUp of running.values()) hangUp()
      await telling
      phones.clear()
      portal = undefined
      health = { state: 'off' }
    },
    health: () => health,
    async forgetDevice(user) {
      if (phones.delete(nameOf(user))) sayContact('unregistered', user)
    },
    async publishLines(published) {
      for (const line of published) lines.set(line.number, line)
    },
    async setTrunks(next) {
      trunks = next
    },
    registrations: async () =>
      [...phones.values()].map(({ phone: { user }, since }) => ({
        user,
        userAgent: 'memory',
        address: '127.0.0.1:0',
        transport: 'memory',
        expiresAt: new Date(since.getTime() + 3_600_000).toISOString(),
      })),
    async hangUp(callId) {
      running.get(callId)?.()
    },
    async connect(user, secret) {
      const ha1 = createHash('md5').update(`${user.user}:${user.domain}:${secret}`).digest('hex')
      if ((await portal?.credentials(user)) !== ha1) throw new Error('Registration refused: 401')
      const phone: MemoryPhone = {
        user,
        onRing: () => undefined,
        call: (dialled) =>
          begin({
            ...common(),
            from: { kind: 'device', user },
            dialled,
            asserted: null,
            claimed: user.user,
            displayName: '',
            withheld: false,
          }),
        disconnect() {
          if (phones.get(nameOf(user))?.phone !== phone) return
          phones.delete(nameOf(user))
          sayContact('unregistered', user)
        },
      }
      phones.set(nameOf(user), { phone, since: new Date() })
      sayContact('registered', user)
      return phone
    },
    callFromTrunk(trunkId, { to, from, withheld = false }) {
      if (!trunks.some((trunk) => trunk.id === trunkId)) throw new Error(`No trunk ${trunkId}`)
      return begin({
        ...common(),
        from: { kind: 'trunk', trunkId },
        dialled: to,
        asserted: withheld ? null : from,
        claimed: withheld ? 'anonymous' : from,
        displayName: '',
        withheld,
      })
    },
  }
}

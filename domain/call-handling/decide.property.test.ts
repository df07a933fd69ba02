import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callRefusal, classOf, destinationClasses } from '../dial-plan/destination-class.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { mostDiversions } from './decide/may-forward.ts'
import { decide } from './decide.ts'
import type { Caller, LineState } from './facts.ts'
import type { CallPlan, PlanTarget } from './plan.ts'
import { barrableClasses, type CallerPattern, type CallSettings, type Destination } from './settings.ts'
import { anOffice, type Person } from './testing/an-office.ts'
import { type Behaviour, walk } from './walk.ts'

/** Whatever six people set, however absurd, and whoever calls. */

const names = ['anna', 'bruno', 'carla', 'dario', 'elena', 'fabio'] as const
const numbers = [
  '+393475550182',
  '+390212345678',
  '+39899123456',
  '+4930901820',
  '+8816314159',
  '+39112',
  '+390125555002',
] as PhoneNumber[]

const lineName = fc.constantFrom(...names, 'nobody')
const destination: fc.Arbitrary<Destination> = fc.oneof(
  fc.record({ kind: fc.constant('line' as const), lineId: lineName }),
  fc.record({ kind: fc.constant('number' as const), number: fc.constantFrom(...numbers) }),
)
const maybe = fc.option(destination)
const pattern: fc.Arbitrary<CallerPattern> = fc.oneof(
  fc.record({ kind: fc.constant('number' as const), number: fc.constantFrom(...numbers) }),
  fc.record({ kind: fc.constant('prefix' as const), prefix: fc.constantFrom('+39', '+3902', '+4') }),
  fc.record({ kind: fc.constant('line' as const), lineId: lineName }),
  fc.constant({ kind: 'anonymous' as const }),
)
const patterns = fc.array(pattern, { maxLength: 2 })
const seconds = fc.integer({ min: 0, max: 90 })
const until = fc.constantFrom(null, '2026-11-22T08:00:00.000Z', '2026-11-22T18:00:00.000Z')
const deviceId = fc.constantFrom(...names).map((name) => `${name}-1`)

const settings: fc.Arbitrary<CallSettings> = fc.record({
  doNotDisturb: fc.record({ on: fc.boolean(), until }),
  forwardAll: fc.record({ on: fc.boolean(), to: maybe, until }),
  ringing: fc.record({
    mode: fc.constantFrom('own' as const, 'together' as const, 'in-order' as const),
    silent: fc.array(deviceId, { maxLength: 2 }),
    others: fc.array(destination, { maxLength: 3 }),
    order: fc.array(
      fc.record({
        leg: fc.oneof(
          fc.record({ kind: fc.constant('device' as const), deviceId }),
          fc.record({ kind: fc.constant('destination' as const), to: destination }),
        ),
        from: seconds,
        seconds,
      }),
      { maxLength: 6 },
    ),
  }),
  noAnswer: fc.record({ on: fc.boolean(), to: maybe, after: seconds }),
  voicemail: fc.record({ on: fc.boolean(), after: seconds }),
  busy: fc.record({
    action: fc.constantFrom('busy-tone' as const, 'voicemail' as const, 'forward' as const),
    to: maybe,
  }),
  unavailable: fc.record({ on: fc.boolean(), to: maybe }),
  selectiveForward: fc.record({
    on: fc.boolean(),
    rules: fc.array(
      fc.record({
        id: fc.constant('1'),
        name: fc.constant('Regola'),
        on: fc.boolean(),
        callers: patterns,
        to: destination,
      }),
      { maxLength: 2 },
    ),
  }),
  selectiveRejection: fc.record({ on: fc.boolean(), callers: patterns }),
  anonymous: fc.constantFrom('accept' as const, 'reject' as const),
  vip: patterns,
  callWaiting: fc.boolean(),
  identity: fc.record({ withheld: fc.boolean(), presented: fc.constant(null) }),
  barring: fc.subarray([...barrableClasses]),
  savedNumbers: fc.constant([]),
})

const person: fc.Arbitrary<Person> = fc.record({
  settings,
  phones: fc.integer({ min: 0, max: 2 }),
  state: fc.constantFrom<LineState>('free', 'busy', 'unreachable', 'unknown'),
  allowed: fc.subarray([...destinationClasses]),
  voicemail: fc.boolean(),
  suspended: fc.boolean(),
  emergencyAt: fc.constantFrom('2026-11-22T08:30:00Z', '2026-11-22T07:30:00Z'),
})
const people = fc.record(
  Object.fromEntries(names.map((name) => [name, person])) as Record<(typeof names)[number], typeof person>,
)
const caller: fc.Arbitrary<Caller> = fc.record({
  lineId: fc.constantFrom(null, ...names),
  number: fc.constantFrom(null, ...numbers),
  extension: fc.constant(null),
  name: fc.constant('Qualcuno'),
  withheld: fc.boolean(),
})
const previous = fc.array(fc.constantFrom(...numbers), { maxLength: 7 })
const behaviours: Behaviour[] = ['answers', 'rings', 'busy', 'declines', 'unreachable']

function forAnyCall(
  check: (plan: CallPlan, call: { people: Record<string, Person>; previous: readonly PhoneNumber[] }) => void,
) {
  fc.assert(
    fc.property(people, caller, previous, fc.boolean(), (everybody, who, before, trunk) => {
      const { facts, call } = anOffice(everybody, { trunk })
      check(decide(call('anna', who, before), facts), { people: everybody, previous: before })
    }),
    { numRuns: 2_000 },
  )
}

describe('any call, whatever is set', () => {
  it('has a plan that leads only onwards and to steps it has, or an answer that ends it', () => {
    forAnyCall(({ steps, refusal }) => {
      expect(steps.length > 0 || refusal !== undefined).toBe(true)
      expect(steps.length).toBeLessThan(100)
      steps.forEach((step, i) => {
        expect(step.targets.length).toBeGreaterThan(0)
        expect(step.seconds).toBeGreaterThan(0)
        for (const next of Object.values(step.next)) {
          expect(next).toBeGreaterThan(i)
          expect(next).toBeLessThan(steps.length)
        }
      })
    })
  })

  it('comes to an end, however the phones behave', () => {
    fc.assert(
      fc.property(people, caller, fc.infiniteStream(fc.constantFrom(...behaviours)), (everybody, who, stream) => {
        const { facts, call } = anOffice(everybody)
        const plan = decide(call('anna', who), facts)
        const { path } = walk(plan, () => stream.next().value ?? 'rings')
        expect(path.length).toBeLessThanOrEqual(plan.steps.length)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is diverted at most five times, counting those before us', () => {
    forAnyCall(({ steps }, { previous: before }) => {
      for (const { diversions } of steps)
        if (diversions.length > 0) expect(before.length + diversions.length).toBeLessThanOrEqual(mostDiversions)
    })
  })

  it('never leaves for a class that the forwarding line may not call, nor for 112', () => {
    forAnyCall(({ steps }, { people: everybody }) => {
      for (const target of steps.flatMap(({ targets }) => targets)) {
        if (target.kind !== 'outside') continue
        const { allowed = [], settings: set } = everybody[target.lineId] ?? {}
        const of = classOf(target.number)
        expect(of).not.toBe('emergency')
        expect(callRefusal(of, { allowed, barring: set?.barring ?? [] })).toBeUndefined()
      }
    })
  })

  it('visits no line twice', () => {
    forAnyCall(({ steps }) => {
      for (const { diversions } of steps) {
        const lines = diversions.map(({ number }) => number)
        expect(new Set(lines).size).toBe(lines.length)
      }
    })
  })

  it('asks outside phones of a ring plan to accept, and forwards not', () => {
    forAnyCall(({ steps }) => {
      for (const { targets, diversions } of steps) {
        for (const target of targets) {
          if (target.kind !== 'outside') continue
          // The call of a forward carries the diversion of the line that forwards.
          const line = `+39012555500${names.indexOf(target.lineId as (typeof names)[number]) + 1}`
          expect(target.mustAccept).toBe(diversions.at(-1)?.number !== line)
        }
      }
    })
  })
})

describe('what the page shows is what happens', () => {
  it('a line that is known to be busy takes the way of one whose phones say so', () => {
    fc.assert(
      fc.property(people, caller, (everybody, who) => {
        const own = {
          ...everybody.anna.settings,
          ringing: { ...everybody.anna.settings?.ringing, mode: 'own', silent: [] },
        }
        const anna = (state: LineState): Person => ({
          ...everybody.anna,
          phones: 1,
          state,
          settings: { ...own, callWaiting: false } as Partial<CallSettings>,
        })
        const way = (state: LineState) => {
          const { facts, call } = anOffice({ ...everybody, anna: anna(state) })
          const isAnnas = (target: PlanTarget) => target.kind === 'device' && target.lineId === 'anna'
          const { path, end } = walk(decide(call('anna', who), facts), (target) => (isAnnas(target) ? 'busy' : 'rings'))
          const rest = path.filter(({ targets }) => !targets.every(isAnnas))
          return { steps: rest.map(({ targets, seconds: long }) => ({ targets, long })), end }
        }
        expect(way('busy')).toEqual(way('unknown'))
      }),
      { numRuns: 1_000 },
    )
  })
})

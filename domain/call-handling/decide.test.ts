import { describe, expect, it } from 'vitest'
import { decide } from './decide.ts'
import type { Caller } from './facts.ts'
import type { PlanTarget } from './plan.ts'
import { type CallSettings, freshSettings } from './settings.ts'
import {
  anOffice,
  customer,
  mobile,
  type Person,
  secondMobile,
  stranger,
  toLine,
  toNumber,
} from './testing/an-office.ts'
import { wayOf } from './testing/way-of.ts'
import type { Behaviour } from './walk.ts'

/** The table of spec/product 2.14, row by row, as calls for Bruno. */

const busy = (target: PlanTarget): Behaviour => (target.kind === 'device' ? 'busy' : 'rings')
const declines = (target: PlanTarget): Behaviour => (target.kind === 'device' ? 'declines' : 'rings')
const gone = (target: PlanTarget): Behaviour => (target.kind === 'device' ? 'unreachable' : 'rings')

const forwardAll = (to = toNumber(mobile)) => ({ on: true, to, until: null })
const noAnswer = (after = 20, to = toNumber(mobile)) => ({ on: true, to, after })
const unavailable = { on: true, to: toNumber(secondMobile) }
const busyTo = (to = toNumber(mobile)) => ({ action: 'forward' as const, to })
const dnd = { on: true, until: null }
const rejecting = { on: true, callers: [{ kind: 'number' as const, number: customer }] }
const selective = (to = toNumber(secondMobile), callers = rejecting.callers) => ({
  on: true,
  rules: [{ id: '1', name: 'Clienti', on: true, callers, to }],
})
const noVoicemail = { on: false, after: 30 }
const ringing = (change: Partial<CallSettings['ringing']>) => ({ ...freshSettings.ringing, ...change })
const leg = (to: string, from: number, seconds: number) => ({
  leg: to.startsWith('+')
    ? ({ kind: 'destination', to: toNumber(to) } as const)
    : ({ kind: 'device', deviceId: to } as const),
  from,
  seconds,
})

type Case = [
  what: string,
  bruno: Person,
  way: string,
  more?: {
    caller?: Caller
    when?: (target: PlanTarget) => Behaviour
    rules?: string[]
    others?: Record<string, Person>
    blocked?: boolean
    trunk?: false
  },
]

const anonymous = stranger({ number: null, withheld: true, name: '' })

const cases: Case[] = [
  ['0 a suspended line', { suspended: true, settings: { forwardAll: forwardAll() } }, '0 service-suspended'],
  [
    '0b the call back from 112 within the hour',
    { emergencyAt: '2026-11-22T08:01:00Z', settings: { doNotDisturb: dnd, forwardAll: forwardAll() } },
    '0 bruno-1 · rings-out',
    { caller: stranger({ number: '+39112' as never }), blocked: true },
  ],
  [
    '0b after the hour',
    { emergencyAt: '2026-11-22T07:59:00Z', settings: { doNotDisturb: dnd } },
    '0 voicemail of bruno',
    { caller: stranger({ number: '+39112' as never }) },
  ],
  [
    '1 the company’s block list',
    { settings: { vip: rejecting.callers } },
    '0 not-accepting',
    { blocked: true, rules: ['company-blocked'] },
  ],
  [
    '2 selective rejection beats forwards',
    { settings: { selectiveRejection: rejecting, forwardAll: forwardAll(), selectiveForward: selective() } },
    '0 not-accepting',
    { rules: ['selective-rejection'] },
  ],
  [
    '2 rejection switched off',
    { settings: { selectiveRejection: { ...rejecting, on: false } } },
    '0 bruno-1 · 30 voicemail of bruno',
  ],
  [
    '2 a beginning of a number',
    { settings: { selectiveRejection: { on: true, callers: [{ kind: 'prefix', prefix: '+3902' }] } } },
    '0 not-accepting',
  ],
  [
    '3 anonymous',
    { settings: { anonymous: 'reject', forwardAll: forwardAll() } },
    '0 anonymous-refused',
    { caller: anonymous },
  ],
  [
    '3 a colleague is never anonymous',
    { settings: { anonymous: 'reject' } },
    '0 bruno-1 · 30 voicemail of bruno',
    { caller: { lineId: 'anna', number: null, extension: '001', name: 'anna', withheld: true } },
  ],
  [
    '3 a number that is not known is not withheld',
    { settings: { anonymous: 'reject' } },
    '0 bruno-1 · 30 voicemail of bruno',
    { caller: stranger({ number: null }) },
  ],
  [
    '4 selective forward beats the general one',
    { settings: { selectiveForward: selective(), forwardAll: forwardAll() } },
    `0 ${secondMobile} · 30 voicemail of bruno`,
    { rules: ['selective-forward'] },
  ],
  [
    '4 whom no rule means',
    { settings: { selectiveForward: selective(undefined, [{ kind: 'number', number: mobile }] as never) } },
    '0 bruno-1 · 30 voicemail of bruno',
  ],
  [
    '4 a rule switched off',
    { settings: { selectiveForward: { on: true, rules: [{ ...selective().rules[0], on: false } as never] } } },
    '0 bruno-1 · 30 voicemail of bruno',
  ],
  [
    '5 forward of all calls wins over do not disturb',
    { settings: { forwardAll: forwardAll(), doNotDisturb: dnd } },
    `0 ${mobile} · 30 voicemail of bruno`,
    { rules: ['forward-all'] },
  ],
  [
    '5 until this morning',
    { settings: { forwardAll: { ...forwardAll(), until: '2026-11-22T08:30:00.000Z' } } },
    '0 bruno-1 · 30 voicemail of bruno',
  ],
  [
    '5 until this evening',
    { settings: { forwardAll: { ...forwardAll(), until: '2026-11-22T17:00:00.000Z' } } },
    `0 ${mobile} · 30 voicemail of bruno`,
  ],
  [
    '5 to a colleague, whose settings go on',
    { settings: { forwardAll: forwardAll(toLine('carla')) } },
    '0 carla-1 · 15 +393475550182 · 30 voicemail of carla',
    { others: { carla: { settings: { noAnswer: noAnswer(15) } } } },
  ],
  [
    '5 to nobody who may be called',
    { settings: { forwardAll: forwardAll(toNumber('+39899123456')) } },
    '0 bruno-1 · 30 voicemail of bruno',
    { rules: ['class-barred', 'ring-own', 'no-answer-voicemail', 'busy-voicemail'] },
  ],
  [
    '5 under the own lock',
    { settings: { forwardAll: forwardAll(), barring: ['mobile'] } },
    '0 bruno-1 · 30 voicemail of bruno',
  ],
  [
    '5 without any trunk',
    { settings: { forwardAll: forwardAll() } },
    '0 bruno-1 · 30 voicemail of bruno',
    { trunk: false },
  ],
  [
    '6 do not disturb',
    { settings: { doNotDisturb: dnd } },
    '0 voicemail of bruno',
    { rules: ['do-not-disturb', 'busy-voicemail'] },
  ],
  [
    '6 do not disturb with a forward when busy',
    { settings: { doNotDisturb: dnd, busy: busyTo() } },
    `0 ${mobile} · 30 voicemail of bruno`,
  ],
  ['6 do not disturb without voicemail', { settings: { doNotDisturb: dnd, voicemail: noVoicemail } }, '486'],
  [
    '6 a VIP gets through, with another ring',
    { settings: { doNotDisturb: dnd, vip: rejecting.callers } },
    '0 bruno-1! · 30 voicemail of bruno',
    { rules: ['vip-passes', 'ring-own', 'no-answer-voicemail', 'busy-voicemail'] },
  ],
  [
    '6 do not disturb that is over',
    { settings: { doNotDisturb: { on: true, until: '2026-11-22T09:00:00.000Z' } } },
    '0 bruno-1 · 30 voicemail of bruno',
  ],
  [
    '7 nothing connected, forward when unavailable',
    { settings: { unavailable, noAnswer: noAnswer() } },
    `0 bruno-1 · 0 ${secondMobile} · 30 voicemail of bruno`,
    { when: gone },
  ],
  [
    '7 nothing connected, nothing set: as if nobody answered',
    { settings: { noAnswer: noAnswer() } },
    `0 bruno-1 · 0 ${mobile} · 10 voicemail of bruno`,
    { when: gone },
  ],
  ['7 no phone at all', { phones: 0, settings: { unavailable } }, `0 ${secondMobile} · 30 voicemail of bruno`],
  [
    '7 known to be gone, other phones ring',
    { state: 'unreachable', settings: { ringing: ringing({ mode: 'together', others: [toNumber(mobile)] }) } },
    `0 bruno-1 + ${mobile}? · 30 voicemail of bruno`,
    { when: gone },
  ],
  [
    '7 known to be gone, forward when unavailable is set',
    {
      state: 'unreachable',
      settings: { unavailable, ringing: ringing({ mode: 'together', others: [toNumber(mobile)] }) },
    },
    `0 ${secondMobile} · 30 voicemail of bruno`,
  ],
  [
    '8 in a call, call waiting',
    { state: 'busy' },
    '0 bruno-1 · 30 voicemail of bruno',
    { rules: ['call-waiting', 'ring-own', 'no-answer-voicemail', 'busy-voicemail'] },
  ],
  [
    '8 in a call, no call waiting',
    { state: 'busy', settings: { callWaiting: false } },
    '0 voicemail of bruno',
    { rules: ['busy', 'busy-voicemail'] },
  ],
  [
    '9 busy: forward',
    { settings: { busy: busyTo() } },
    `0 bruno-1 · 0 ${mobile} · 30 voicemail of bruno`,
    { when: busy },
  ],
  [
    '9 busy: busy tone',
    { settings: { busy: { action: 'busy-tone', to: null } } },
    '0 bruno-1 · busy-tone',
    { when: busy },
  ],
  ['9 declined is busy', { settings: {} }, '0 bruno-1 · 0 voicemail of bruno', { when: declines }],
  ['10 two phones ring at once', { phones: 2 }, '0 bruno-1 + bruno-2 · 30 voicemail of bruno'],
  [
    '10 one of them silent',
    { phones: 2, settings: { ringing: ringing({ silent: ['bruno-1'] }) } },
    '0 bruno-2 · 30 voicemail of bruno',
  ],
  [
    '10 together with a mobile that must accept, and a colleague',
    { settings: { ringing: ringing({ mode: 'together', others: [toNumber(mobile), toLine('carla')] }) } },
    `0 bruno-1 + ${mobile}? + carla-1 · 30 voicemail of bruno`,
    { others: { carla: {} } },
  ],
  [
    '10 a colleague who does not want to be disturbed does not ring along',
    { settings: { ringing: ringing({ mode: 'together', others: [toLine('carla')] }) } },
    '0 bruno-1 · 30 voicemail of bruno',
    { others: { carla: { settings: { doNotDisturb: dnd } } } },
  ],
  [
    '10 in order, one after the other',
    {
      phones: 2,
      settings: {
        ringing: ringing({
          mode: 'in-order',
          order: [leg('bruno-1', 0, 10), leg('bruno-2', 10, 10), leg(mobile, 20, 15)],
        }),
        voicemail: { on: true, after: 60 },
      },
    },
    `0 bruno-1 · 10 bruno-2 · 20 ${mobile}? · 35 voicemail of bruno`,
  ],
  [
    '10 in order, overlapping',
    {
      phones: 2,
      settings: {
        ringing: ringing({ mode: 'in-order', order: [leg('bruno-1', 0, 20), leg('bruno-2', 10, 20)] }),
        voicemail: noVoicemail,
      },
    },
    '0 bruno-1 · 10 bruno-1 + bruno-2 · 20 bruno-2 · rings-out',
  ],
  [
    '10 in order, cut by voicemail',
    {
      phones: 2,
      settings: { ringing: ringing({ mode: 'in-order', order: [leg('bruno-1', 0, 25), leg('bruno-2', 25, 25)] }) },
    },
    '0 bruno-1 · 25 bruno-2 · 30 voicemail of bruno',
  ],
  [
    '10 in order, a phone that was removed is skipped',
    { settings: { ringing: ringing({ mode: 'in-order', order: [leg('gone', 0, 10), leg('bruno-1', 10, 10)] }) } },
    '0 bruno-1 · 10 voicemail of bruno',
  ],
  [
    '11 the forward first',
    { settings: { noAnswer: noAnswer(20) } },
    `0 bruno-1 · 20 ${mobile} · 30 voicemail of bruno`,
  ],
  ['11 voicemail first', { settings: { noAnswer: noAnswer(40) } }, '0 bruno-1 · 30 voicemail of bruno'],
  [
    '11 only the forward',
    { settings: { noAnswer: noAnswer(20), voicemail: noVoicemail } },
    `0 bruno-1 · 20 ${mobile} · rings-out`,
  ],
  [
    '11 to a colleague: who forwarded takes the call back at its own time',
    { settings: { noAnswer: noAnswer(20, toLine('carla')), voicemail: { on: true, after: 35 } } },
    '0 bruno-1 · 20 carla-1 · 35 voicemail of bruno',
    { others: { carla: {} } },
  ],
  [
    '11 to a colleague whose voicemail is earlier',
    { settings: { noAnswer: noAnswer(10, toLine('carla')), voicemail: { on: true, after: 90 } } },
    '0 bruno-1 · 10 carla-1 · 40 voicemail of carla',
    { others: { carla: {} } },
  ],
  [
    '11 to a colleague who is busy without anything set',
    { settings: { noAnswer: noAnswer(10, toLine('carla')) } },
    '0 bruno-1 · 10 voicemail of bruno',
    { others: { carla: { settings: { doNotDisturb: dnd, busy: { action: 'busy-tone', to: null } } } } },
  ],
  ['12 nothing set', { settings: { voicemail: noVoicemail } }, '0 bruno-1 · rings-out'],
]

describe('the precedence table (spec/product 2.14)', () => {
  it.each(cases)('%s', (_, bruno, way, more = {}) => {
    const { facts, call } = anOffice(
      { anna: {}, bruno, ...more.others },
      { ...(more.blocked ? { blocked: rejecting.callers } : {}), ...(more.trunk === false ? { trunk: false } : {}) },
    )
    const plan = decide(call('bruno', more.caller), facts)
    expect(wayOf(plan, more.when)).toBe(way)
    if (more.rules) expect(plan.reasons.map(({ rule }) => rule)).toEqual(more.rules)
  })
})

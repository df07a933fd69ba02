import { expect, test } from 'vitest'
import type { CallPlan, PlanStep, PlanTarget } from '#domain/call-handling/plan.ts'
import { type CallSettings, freshSettings } from '#domain/call-handling/settings.ts'
import { type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { axisEnd, laneOf } from './lane.ts'

const number = readPhoneNumber('347 555 0182') as PhoneNumber
const own = { kind: 'device', lineId: 'giulia', deviceId: 'desk', user: '049-1', domain: 'x' } as const
const outside = { kind: 'outside', lineId: 'giulia', number, mustAccept: true } as const
const voicemail = { kind: 'voicemail', lineId: 'giulia' } as const

const step = (seconds: number, target: PlanTarget, next: PlanStep['next'], diverted = false): PlanStep => ({
  seconds,
  targets: [target],
  next,
  diversions: diverted ? [{ number, reason: 'no-answer' }] : [],
})
const plan = (steps: PlanStep[], more: Partial<CallPlan> = {}): CallPlan => ({
  steps,
  caller: { name: '', inside: null, asserted: number, outside: number, withheld: false },
  reasons: [],
  ...more,
})
const settings: CallSettings = {
  ...freshSettings,
  noAnswer: { on: true, to: { kind: 'number', number }, after: 20 },
  voicemail: { on: true, after: 30 },
}

test('figure 05: own phones, forward at 20, voicemail at 30, both with a handle', () => {
  const lane = laneOf(
    plan([step(20, own, { 'no-answer': 1 }), step(10, outside, { 'no-answer': 2 }, true), step(180, voicemail, {})]),
    settings,
  )
  expect(lane.map(({ targets: _, ...rest }) => rest)).toEqual([
    { from: 0, to: 20, kind: 'ring' },
    { from: 20, to: 30, kind: 'forward', timer: 'noAnswer' },
    { from: 30, to: null, kind: 'voicemail', timer: 'voicemail' },
  ])
  expect(axisEnd(lane)).toBe(45)
})

test('do not disturb: voicemail at once has no handle', () => {
  expect(laneOf(plan([step(180, voicemail, {})]), settings)).toEqual([
    { from: 0, to: null, kind: 'voicemail', targets: [voicemail] },
  ])
})

test('a last step rings until the caller hangs up; a refused call is quiet; a plan that turns in a circle ends', () => {
  expect(laneOf(plan([step(120, own, {})]), settings).map((s) => [s.kind, s.to])).toEqual([['ring', null]])
  expect(laneOf(plan([], { refusal: { code: 403, reason: 'no' } }), settings)[0]?.kind).toBe('quiet')
  expect(laneOf(plan([step(5, own, { 'no-answer': 0 })]), settings)).toHaveLength(1)
})

test('the axis stretches so that the last block keeps its room', () => {
  const at = (from: number) => [{ from, to: null, kind: 'voicemail', targets: [] }] as const
  expect([0, 30, 35, 60, 85, 90].map((from) => axisEnd(at(from)))).toEqual([45, 45, 60, 75, 105, 105])
})

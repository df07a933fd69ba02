import { expect, test } from 'vitest'
import { type EngineEvent, readUndecided } from '../call-engine.ts'
import { createRunningCalls } from './running-calls.ts'

const at = '2026-11-23T09:00:00.000Z'
const now = Date.parse(at)
const of = (kind: EngineEvent['kind'], more: object = {}): EngineEvent =>
  ({ id: kind, at, kind, callId: 'uno', step: 0, target: 0, left: [], context: '', ...more }) as EngineEvent

test('an event waits a moment for what its call is about, and no longer', () => {
  const calls = createRunningCalls()
  expect(calls.tooEarly([of('ringing')], now + 10)).toBe(true)
  expect(calls.tooEarly([of('ringing')], now + 1_000)).toBe(false)
  calls.remember({ callId: 'uno', context: 'di Anna' })
  expect(calls.tooEarly([of('ringing'), of('answered')], now + 10)).toBe(false)
  expect(calls.contextsOf([of('ringing'), of('answered')])).toEqual([{ callId: 'uno', context: 'di Anna' }])
})

test('nothing waits for what nobody has: an end after a restart, a phone that comes, a call that failed open', () => {
  const calls = createRunningCalls()
  const alone = of('failed-open', { user: null, claimed: '', dialled: '201' })
  expect(calls.tooEarly([of('ended', { seconds: 3 }), of('registered'), alone, of('ringing')], now)).toBe(false)
  calls.follow(alone)
  // A portal that decides too late speaks of a plan that never was.
  calls.remember({ callId: 'uno', context: 'troppo tardi' })
  const [about] = calls.contextsOf([of('ringing')])
  expect(readUndecided(about?.context ?? '')).toMatchObject({ why: 'failed-open', dialled: '201' })
})

test('a refused call has nothing to be about, and is known all the same', () => {
  const calls = createRunningCalls()
  calls.remember({ callId: 'uno', context: '' })
  expect(calls.tooEarly([of('failed')], now)).toBe(false)
  expect(calls.contextsOf([of('failed')])).toEqual([])
})

test('a goodbye without length has the one that was seen; what is over is forgotten', () => {
  const calls = createRunningCalls()
  calls.remember({ callId: 'uno', context: 'di Anna' })
  calls.follow(of('answered'))
  const end = of('ended', { at: '2026-11-23T09:01:05.000Z', seconds: 0 })
  expect(calls.follow(end)).toMatchObject({ seconds: 65 })
  calls.kept([end])
  expect(calls.contextsOf([end])).toEqual([])
})

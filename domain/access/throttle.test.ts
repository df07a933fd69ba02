import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, hour, later, minute, second } from '../clock.ts'
import {
  afterFailure,
  afterSuccess,
  type ThrottleName,
  type ThrottleRow,
  throttleRules,
  triesLeft,
  waitUntil,
} from './throttle.ts'

const start = new Date('2026-11-22T08:00:00Z')
const elapsed = (milliseconds: number) => later(start, milliseconds)
const unknownDevice = throttleRules.signInUnknownDevice

/** Fails `times` times, each as soon as it may, `every` milliseconds apart at least. */
function failing(name: ThrottleName, times: number, every = 0, from = start, row?: ThrottleRow) {
  const rule = throttleRules[name]
  let now = from
  let current = row
  for (let i = 0; i < times; i += 1) {
    now = new Date(Math.max(now.getTime() + (i ? every : 0), waitUntil(rule, current, now)?.getTime() ?? 0))
    current = afterFailure(rule, current, now, `account ${i}`)
  }
  const until = waitUntil(rule, current, now)
  return { row: current as ThrottleRow, now, wait: until ? until.getTime() - now.getTime() : 0 }
}

describe('an unknown device on one account', () => {
  it.each([
    [4, 0],
    [5, 15 * second],
    [6, 30 * second],
    [7, minute],
    [8, 2 * minute],
    [9, 4 * minute],
    [10, 8 * minute],
    [11, 15 * minute],
    [30, 15 * minute],
    [120, 15 * minute],
  ])('after %i failures waits %i ms', (times, wait) => {
    expect(failing('signInUnknownDevice', times).wait).toBe(wait)
  })

  it('makes the sixth try wait, to the instant (T04)', () => {
    const { row } = failing('signInUnknownDevice', 5)
    expect(waitUntil(unknownDevice, row, elapsed(15 * second - 1))).toEqual(elapsed(15 * second))
    expect(waitUntil(unknownDevice, row, elapsed(15 * second))).toBeUndefined()
  })

  it('starts anew after a success (T09)', () => {
    const { row } = failing('signInUnknownDevice', 4)
    expect(afterSuccess(unknownDevice, row)).toBeUndefined()
    expect(failing('signInUnknownDevice', 4).wait).toBe(0)
  })

  it('forgets half with every quiet hour', () => {
    const { row, now } = failing('signInUnknownDevice', 11)
    expect(triesLeft(unknownDevice, row, later(now, hour))).toBe(0)
    expect(triesLeft(unknownDevice, row, later(now, 2 * hour))).toBe(3)
    expect(failing('signInUnknownDevice', 1, 0, later(now, 2 * hour), row).wait).toBe(0)
    expect(triesLeft(unknownDevice, row, later(now, day))).toBe(5)
  })

  it('after a hundred in a row allows one try a quarter of an hour, however slowly they come', () => {
    const slow = failing('signInUnknownDevice', 100, 3 * hour)
    expect(slow.wait).toBe(15 * minute)
    const next = failing('signInUnknownDevice', 1, 0, later(slow.now, 23 * hour), slow.row)
    expect(next.wait).toBe(15 * minute)
    const nextDay = failing('signInUnknownDevice', 1, 0, later(slow.now, day), slow.row)
    expect(nextDay.wait).toBe(0)
  })

  it('says how many tries are free', () => {
    expect(triesLeft(unknownDevice, undefined, start)).toBe(5)
    expect(triesLeft(unknownDevice, failing('signInUnknownDevice', 3).row, start)).toBe(2)
    expect(triesLeft(unknownDevice, failing('signInUnknownDevice', 9).row, start)).toBe(0)
  })
})

describe('so many in a time', () => {
  it.each<[ThrottleName, number, number, number]>([
    ['signInTrustedDevice', 10, second, 15 * minute - 9 * second],
    ['signInAddress', 30, second, 10 * minute - 29 * second],
    ['signInAddressDay', 200, minute, day - 199 * minute],
    ['sharedPassword', 20, minute, 15 * minute],
    ['resetAccountHour', 3, minute, 58 * minute],
    ['resetAccountDay', 6, hour, 19 * hour],
    ['resetAddress', 10, minute, 51 * minute],
    ['pin', 5, second, 15 * minute],
    ['pinDay', 10, hour, 15 * hour],
  ])('%s: the failure number %i, %i ms apart, pauses for %i ms', (name, limit, every, pause) => {
    expect(failing(name, limit - 1, every).wait).toBe(0)
    expect(failing(name, limit, every).wait).toBe(pause)
  })

  it('counts anew when the window has passed', () => {
    const { row } = failing('resetAccountHour', 2)
    expect(triesLeft(throttleRules.resetAccountHour, row, elapsed(hour - 1))).toBe(1)
    expect(failing('resetAccountHour', 1, 0, elapsed(hour), row)).toMatchObject({ wait: 0, row: { failures: 1 } })
  })

  it('pauses the shared password again at once while its hour lasts', () => {
    const { row, now } = failing('sharedPassword', 20, second)
    expect(failing('sharedPassword', 1, 0, later(now, 15 * minute), row).wait).toBe(15 * minute)
  })

  it('does not let an office’s successes clear or add to its address', () => {
    const { row } = failing('signInAddress', 29)
    expect(afterSuccess(throttleRules.signInAddress, row)).toBe(row)
  })
})

describe('one password over many accounts (T07)', () => {
  const rule = throttleRules.signInSpray

  it('pauses the address at the eleventh account in ten minutes', () => {
    expect(failing('signInSpray', 10, second).wait).toBe(0)
    expect(failing('signInSpray', 11, second).wait).toBe(15 * minute)
  })

  it('counts an account once', () => {
    let row: ThrottleRow | undefined
    for (let i = 0; i < 50; i += 1) row = afterFailure(rule, row, start, `account ${i % 10}`)
    expect(row).toMatchObject({ failures: 10, blockedUntil: null })
  })

  it('forgets them after ten minutes', () => {
    const { row } = failing('signInSpray', 10)
    expect(afterFailure(rule, row, elapsed(10 * minute), 'another')).toMatchObject({ failures: 1, seen: ['another'] })
  })
})

it('always ends by itself: no rule ever waits longer than a day', () => {
  const names = Object.keys(throttleRules) as ThrottleName[]
  const gaps = fc.array(fc.integer({ min: 0, max: 2 * hour }), { maxLength: 60 })
  fc.assert(
    fc.property(fc.constantFrom(...names), gaps, (name, moments) => {
      let row: ThrottleRow | undefined
      let now = start
      for (const [i, gap] of moments.entries()) {
        now = later(now, gap)
        row = afterFailure(throttleRules[name], row, now, String(i))
        const until = waitUntil(throttleRules[name], row, now)
        expect((until?.getTime() ?? 0) - now.getTime()).toBeLessThanOrEqual(day)
        expect(row.failures).toBeGreaterThan(0)
        expect(row.firstFailureAt <= row.lastFailureAt).toBe(true)
      }
    }),
  )
})

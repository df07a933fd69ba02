import { describe, expect, it } from 'vitest'
import { addDays, day, hour, later, minute, offsetClock, readDuration, second } from './clock.ts'

describe('reading a duration', () => {
  it.each([
    ['P366D', 366 * day],
    ['PT1H', hour],
    ['P1DT2H', day + 2 * hour],
    ['P2W', 14 * day],
    ['PT90M', 90 * minute],
    ['PT1H2M3S', hour + 2 * minute + 3 * second],
    ['P0D', 0],
    ['-P1D', -day],
    ['+P1D', day],
  ])('%s', (text, milliseconds) => {
    expect(readDuration(text)).toBe(milliseconds)
  })

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '366',
    '366D',
    'P1Y',
    'P1M',
    'P1.5D',
    'p1d',
    'P1H',
    'PT1D',
    'P-1D',
    ' P1D',
    'P1D ',
    'P99999999999D',
  ])('refuses "%s"', (text) => {
    expect(() => readDuration(text)).toThrow(RangeError)
  })
})

describe('an offset clock', () => {
  const noon = new Date('2026-11-22T12:00:00Z')

  it('runs ahead of its base', () => {
    expect(offsetClock('P366D', () => noon)()).toEqual(new Date('2027-11-23T12:00:00Z'))
  })

  it('refuses nonsense at once, not at the first question', () => {
    expect(() => offsetClock('tomorrow')).toThrow(RangeError)
  })
})

describe('adding time', () => {
  it('counts days of 24 hours across the change to summer time', () => {
    expect(addDays(new Date('2026-03-28T23:00:00Z'), 1)).toEqual(new Date('2026-03-29T23:00:00Z'))
  })

  it('adds milliseconds', () => {
    expect(later(new Date('2026-11-22T12:00:00Z'), 15 * minute)).toEqual(new Date('2026-11-22T12:15:00Z'))
  })
})

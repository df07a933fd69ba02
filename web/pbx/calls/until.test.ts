import { describe, expect, test } from 'vitest'
import { italianTime, type TimeZone } from '#domain/time-zone.ts'
import { choiceOf, fromField, tellUntil, toField, untilOf } from './until.ts'

/** Thursday 29 October 2026, 18:05 in Rome: the winter time has just begun (25 October). */
const thursday = Date.parse('2026-10-29T17:05:00Z')
/** Saturday 24 October 2026, 18:05 in Rome, still summer time: the clocks change in the night. */
const beforeTheChange = Date.parse('2026-10-24T16:05:00Z')

describe('ends are chosen by the clock of the Sede', () => {
  test.each([
    ['always', thursday, null],
    ['today', thursday, '2026-10-29T23:00:00.000Z'],
    ['tomorrow', thursday, '2026-10-30T07:30:00.000Z'],
    ['monday', thursday, '2026-11-02T07:30:00.000Z'],
    ['today', beforeTheChange, '2026-10-24T22:00:00.000Z'],
    ['tomorrow', beforeTheChange, '2026-10-25T07:30:00.000Z'],
    ['monday', Date.parse('2026-11-02T06:00:00Z'), '2026-11-09T07:30:00.000Z'],
  ] as const)('%s', (choice, now, expected) => {
    expect(untilOf(choice, now, italianTime)).toBe(expected)
    expect(choiceOf(expected, now, italianTime)).toBe(choice)
  })

  test('any other end is none of the named ones', () => {
    expect(choiceOf('2026-12-24T17:00:00Z', thursday, italianTime)).toBeUndefined()
  })

  test.each(['2026-10-25T08:30', '2026-03-29T08:30', '2026-07-01T00:00', '2026-12-31T23:59'])(
    'a field says and reads the same: %s',
    (value) => {
      const at = fromField(value, italianTime)
      expect(at).toBeDefined()
      expect(toField(at!, italianTime)).toBe(value)
    },
  )

  test('a field that is not filled in says nothing', () => {
    expect(fromField('', italianTime)).toBeUndefined()
    expect(fromField('2026-12', italianTime)).toBeUndefined()
  })
})

test.each([
  [null, undefined],
  ['2026-10-29T23:00:00Z', { kind: 'all-day' }],
  ['2026-10-29T18:00:00Z', { kind: 'today', day: '29/10/2026', time: '19:00' }],
  ['2026-10-30T07:30:00Z', { kind: 'tomorrow', day: '30/10/2026', time: '08:30' }],
  ['2026-11-02T07:30:00Z', { kind: 'weekday', day: 'lunedì', time: '08:30' }],
  ['2026-12-24T17:00:00Z', { kind: 'date', day: '24/12/2026', time: '18:00' }],
] as const)('an end is told as people say it: %s', (until, told) => {
  expect(tellUntil(until, thursday, 'it', italianTime)).toEqual(told)
})

describe('a Sede in another place has its own midnight, Monday and summer time', () => {
  const [london, newYork] = ['Europe/London', 'America/New_York'] as TimeZone[]
  /** Sunday 1 November 2026, 22:30 in New York, where the clocks went back that night; Monday half past four in Rome. */
  const sunday = Date.parse('2026-11-02T03:30:00Z')

  test.each([
    ['today', thursday, london, '2026-10-30T00:00:00.000Z'],
    ['tomorrow', thursday, london, '2026-10-30T08:30:00.000Z'],
    // Its summer time lasts a week longer than Italy's.
    ['today', thursday, newYork, '2026-10-30T04:00:00.000Z'],
    ['today', sunday, newYork, '2026-11-02T05:00:00.000Z'],
    ['monday', sunday, newYork, '2026-11-02T13:30:00.000Z'],
    ['monday', sunday, italianTime, '2026-11-09T07:30:00.000Z'],
  ] as const)('%s', (choice, now, zone, expected) => {
    expect(untilOf(choice, now, zone!)).toBe(expected)
  })

  test('and tells ends by it', () => {
    const midnightInLondon = '2026-10-30T00:00:00Z'
    expect(tellUntil(midnightInLondon, thursday, 'it', london!)).toEqual({ kind: 'all-day' })
    expect(tellUntil(midnightInLondon, thursday, 'it', italianTime)).toMatchObject({ kind: 'tomorrow', time: '01:00' })
    expect(toField(thursday, london!)).toBe('2026-10-29T17:05')
    expect(fromField('2026-10-29T17:05', london!)).toBe(thursday)
  })
})

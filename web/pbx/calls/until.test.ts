import { describe, expect, test } from 'vitest'
import { choiceOf, fromField, tellUntil, toField, untilOf } from './until.ts'

/** Thursday 29 October 2026, 18:05 in Rome: the winter time has just begun (25 October). */
const thursday = Date.parse('2026-10-29T17:05:00Z')
/** Saturday 24 October 2026, 18:05 in Rome, still summer time: the clocks change in the night. */
const beforeTheChange = Date.parse('2026-10-24T16:05:00Z')

describe('ends are chosen on the office clock', () => {
  test.each([
    ['always', thursday, null],
    ['today', thursday, '2026-10-29T23:00:00.000Z'],
    ['tomorrow', thursday, '2026-10-30T07:30:00.000Z'],
    ['monday', thursday, '2026-11-02T07:30:00.000Z'],
    ['today', beforeTheChange, '2026-10-24T22:00:00.000Z'],
    ['tomorrow', beforeTheChange, '2026-10-25T07:30:00.000Z'],
    ['monday', Date.parse('2026-11-02T06:00:00Z'), '2026-11-09T07:30:00.000Z'],
  ] as const)('%s', (choice, now, expected) => {
    expect(untilOf(choice, now)).toBe(expected)
    expect(choiceOf(expected, now)).toBe(choice)
  })

  test('any other end is none of the named ones', () => {
    expect(choiceOf('2026-12-24T17:00:00Z', thursday)).toBeUndefined()
  })

  test.each(['2026-10-25T08:30', '2026-03-29T08:30', '2026-07-01T00:00', '2026-12-31T23:59'])(
    'a field says and reads the same: %s',
    (value) => {
      const at = fromField(value)
      expect(at).toBeDefined()
      expect(toField(at!)).toBe(value)
    },
  )

  test('a field that is not filled in says nothing', () => {
    expect(fromField('')).toBeUndefined()
    expect(fromField('2026-12')).toBeUndefined()
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
  expect(tellUntil(until, thursday, 'it')).toEqual(told)
})

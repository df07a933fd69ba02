import { describe, expect, test } from 'vitest'
import { italianTime, type TimeZone } from '#domain/time-zone.ts'
import { readAddress, showDuration, spanOf, writeAddress } from './calls.ts'

test('the address keeps list, search, period, day and what is unheard', () => {
  const state = { tab: 'missed', search: 'bosio', period: 'week', day: '2026-11-20', unheard: false } as const
  expect(readAddress(writeAddress(state))).toEqual(state)
  const messages = { tab: 'messages', search: '', period: 'month', day: '', unheard: true } as const
  expect(readAddress(writeAddress(messages))).toEqual(messages)
  expect(readAddress({ elenco: 'altro', giorni: 'x', giorno: 'ieri', cerca: 3 })).toEqual({
    tab: 'messages',
    search: '',
    period: 'month',
    day: '',
    unheard: false,
  })
})

describe('a day is that of the Sede', () => {
  test.each([
    ['2026-11-20', '2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z'],
    ['2026-07-20', '2026-07-19T22:00:00.000Z', '2026-07-20T22:00:00.000Z'],
    // The clocks go back: that day has 25 hours.
    ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ])('%s', (day, from, to) => {
    expect(spanOf({ period: 'month', day }, 0, italianTime)).toEqual({ from, to })
  })
  test('also in New York, on the day that has 25 hours there', () => {
    expect(spanOf({ period: 'month', day: '2026-11-01' }, 0, 'America/New_York' as TimeZone)).toEqual({
      from: '2026-11-01T04:00:00.000Z',
      to: '2026-11-02T05:00:00.000Z',
    })
  })
  test('a period begins at a whole hour', () => {
    const now = Date.parse('2026-11-22T09:41:10Z')
    expect(spanOf({ period: 'week', day: '' }, now, italianTime)).toEqual({ from: '2026-11-15T09:00:00.000Z' })
    expect(spanOf({ period: 'all', day: '' }, now, italianTime)).toEqual({})
  })
})

test.each([
  [0, '0:00'],
  [42, '0:42'],
  [68.4, '1:08'],
  [3_723, '1:02:03'],
])('%d seconds are %s', (seconds, shown) => {
  expect(showDuration(seconds)).toBe(shown)
})

import { describe, expect, it } from 'vitest'
import { dayIn, instantOf, readTimeZone, type TimeZone, wallClock } from './time-zone.ts'

const zone = (name: string) => name as TimeZone

describe('a zone is read', () => {
  it.each([
    ['Europe/Rome', 'Europe/Rome'],
    ['europe/london', 'Europe/London'],
    ['America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
    ['America/Port-au-Prince', 'America/Port-au-Prince'],
  ])('%s', (written, read) => expect(readTimeZone(written)).toBe(read))

  it('every zone that a browser offers is one, and small letters do not matter', () => {
    const places = Intl.supportedValuesOf('timeZone')
    expect(places.length).toBeGreaterThan(400)
    expect(places.filter((name) => readTimeZone(name) === undefined)).toEqual([])
    expect(places.filter((name) => readTimeZone(name.toLowerCase()) !== readTimeZone(name))).toEqual([])
  })

  it.each([
    '',
    'Roma',
    'Europe/Roma',
    'UTC',
    'GMT',
    'CET',
    '+02:00',
    'Etc/GMT-2',
    'Europe/',
    '../etc/passwd',
    'Europe/Rome\n',
  ])('refused: %j', (written) => expect(readTimeZone(written)).toBeUndefined())
})

describe('an hour on the wall is an instant', () => {
  it.each([
    ['Europe/Rome', '2026-10-25T08:30', '2026-10-25T07:30:00.000Z'],
    ['Europe/London', '2026-11-24T00:00', '2026-11-24T00:00:00.000Z'],
    ['America/New_York', '2026-11-01T00:00', '2026-11-01T04:00:00.000Z'],
    ['America/New_York', '2026-11-02T00:00', '2026-11-02T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-24T00:00', '2026-11-23T18:30:00.000Z'],
    // Twice on that night: the first of the two.
    ['Europe/London', '2026-10-25T01:30', '2026-10-25T00:30:00.000Z'],
    // Never on that night: as much later.
    ['Europe/Rome', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    // In Santiago the clocks go forward at midnight: the day begins at one.
    ['America/Santiago', '2026-09-06T00:00', '2026-09-06T04:00:00.000Z'],
  ])('%s %s', (place, wall, instant) => {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = wall.split(/\D/).map(Number)
    expect(new Date(instantOf({ year, month, day, hour, minute }, zone(place))).toISOString()).toBe(instant)
  })

  it('and the instant is that hour again, on every hour of a year with its two changes', () => {
    for (const place of ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'].map(zone)) {
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * 3_600_000) {
        const wall = wallClock(at, place)
        expect(wallClock(instantOf(wall, place), place)).toEqual(wall)
      }
    }
  })
})

it('a day is the day of the place', () => {
  const at = new Date('2026-11-23T23:30:00Z')
  expect(['Europe/Rome', 'Europe/London', 'America/New_York'].map((place) => dayIn(at, zone(place)))).toEqual([
    '2026-11-24',
    '2026-11-23',
    '2026-11-23',
  ])
})

import { describe, expect, it } from 'vitest'
import { italianTime, type TimeZone } from '../time-zone.ts'
import { isOffHours, type Past, signOf } from './fraud-signals.ts'
import { goesUncounted, judge, type LegUse } from './judge.ts'
import { atMost, belowCeiling, isAbove, standardLimits, withSome } from './limits.ts'

const nothing = { atOnce: 0, lastMinute: 0, seconds: 0, wholeDay: 0 }
const unused: LegUse = { line: nothing, company: nothing, forwarded: nothing }
const mobile = { class: 'mobile', forwarded: false } as const

describe('limits of calls outside (TEL-5, TEL-7)', () => {
  it('a third forwarded call at once is one too many, a third own call is not', () => {
    const use = { ...unused, line: { ...nothing, atOnce: 2 }, forwarded: { ...nothing, atOnce: 2 } }
    expect(judge(standardLimits, use, { ...mobile, forwarded: true }).reached).toBe('forwarded-at-once')
    expect(judge(standardLimits, use, mobile).reached).toBeUndefined()
  })

  it('a forwarded call lasts 60 minutes at most, and what is left of the day', () => {
    const forwarded = { ...mobile, forwarded: true }
    expect(judge(standardLimits, unused, forwarded).seconds).toBe(3_600)
    const late = { ...unused, forwarded: { ...nothing, seconds: 110 * 60 } }
    expect(judge(standardLimits, late, forwarded).seconds).toBe(600)
    const over = { ...unused, forwarded: { ...nothing, seconds: 120 * 60 } }
    expect(judge(standardLimits, over, forwarded).reached).toBe('forwarded-minutes')
  })

  it('says half and all of each limit, of the line and of its company', () => {
    const half = { ...unused, line: { ...nothing, seconds: 180 * 60 } }
    expect(judge(standardLimits, half, mobile)).toEqual({ near: ['line-minutes'], seconds: 180 * 60 })
    const all = { ...unused, company: { ...nothing, lastMinute: 300 } }
    expect(judge(standardLimits, all, mobile)).toMatchObject({
      reached: 'company-per-minute',
      near: ['company-per-minute'],
    })
  })

  it('emergency calls and free numbers are never counted', () => {
    const full = { atOnce: 9_999, lastMinute: 9_999, seconds: 9_999_999, wholeDay: 9_999_999 }
    const use: LegUse = { line: full, company: full, forwarded: nothing }
    for (const of of ['emergency', 'free', 'internal'] as const)
      expect(judge(standardLimits, use, { class: of, forwarded: false })).toEqual({ near: [], seconds: null })
  })

  it('an administrator goes below the provider’s ceiling and never above it', () => {
    const asked = withSome(standardLimits, {
      line: { atOnce: 2, minutesADay: { premium: 9_000 } },
      forwarded: { atOnce: 1 },
    })
    const { line, forwarded, company } = atMost(asked, standardLimits)
    expect(line).toMatchObject({ atOnce: 2, minutesADay: { premium: 30, mobile: 360 } })
    expect([forwarded.atOnce, company]).toEqual([1, standardLimits.company])
  })

  it('what the provider has decided holds for the whole day, whatever an administrator lets go', () => {
    const gone = { ...unused, line: { ...nothing, seconds: 0, wholeDay: 20 * 60 } }
    expect(judge(standardLimits, gone, mobile).reached).toBeUndefined()
    const firm = { line: { minutesADay: { mobile: 20 } } }
    expect(judge(standardLimits, gone, mobile, firm).reached).toBe('line-minutes')
    expect(judge(standardLimits, gone, { class: 'national', forwarded: false }, firm).reached).toBeUndefined()
  })

  it('a cap in euro is there from where somebody says one, and the lower of two counts', () => {
    const ceiling = withSome(standardLimits, { cost: { company: { month: 50_000 } } })
    const asked = { cost: { company: { month: 20_000 }, line: { day: 500 } } }
    expect(atMost(withSome(ceiling, asked), ceiling).cost).toEqual({
      line: { day: 500, month: null },
      company: { day: null, month: 20_000 },
    })
    expect(isAbove(asked, ceiling)).toBe(false)
    expect(isAbove({ cost: { company: { month: 60_000 } } }, ceiling)).toBe(true)
    expect(isAbove({ cost: { company: { month: null } } }, ceiling)).toBe(true)
  })

  it('whoever asks for all there is keeps all there is', () => {
    const some = { line: { atOnce: 4, perMinute: 5 }, forwarded: { atOnce: 2 } }
    expect(belowCeiling(some, standardLimits)).toEqual({ line: { perMinute: 5 } })
  })

  it('without anybody to count, what costs little goes out and what costs much does not', () => {
    expect((['national', 'mobile', 'premium', 'intl-eu', 'satellite'] as const).filter(goesUncounted)).toEqual([
      'national',
      'mobile',
    ])
  })
})

describe('signs of fraud (TEL-8)', () => {
  const known: Past = { abroadBefore: true, abroadOffHoursBefore: true, shortCalls: 0, linesWithChangedForwards: 0 }
  const tuesday = new Date('2026-11-24T10:00:00Z')
  const abroad = { class: 'intl-other', forwarded: false, at: tuesday, zone: italianTime } as const

  it('the first call abroad goes out and holds those behind it; by night not even that', () => {
    const fresh = { ...known, abroadBefore: false, abroadOffHoursBefore: false }
    expect(signOf(abroad, fresh)).toEqual({ signal: 'first-abroad', holds: 'line', stopsThis: false })
    const night = { ...abroad, at: new Date('2026-11-24T22:30:00Z') }
    expect(signOf(night, fresh)).toMatchObject({ signal: 'abroad-off-hours', stopsThis: true })
    expect(signOf(night, known)).toBeUndefined()
    expect(signOf({ ...abroad, class: 'mobile' }, fresh)).toBeUndefined()
  })

  it('short calls to one prefix, and forwards abroad after many were changed, hold the company', () => {
    expect(signOf(abroad, { ...known, shortCalls: 5 })).toMatchObject({ signal: 'short-calls', holds: 'company' })
    const changed = { ...known, linesWithChangedForwards: 5 }
    expect(signOf(abroad, changed)).toBeUndefined()
    expect(signOf({ ...abroad, forwarded: true }, changed)).toMatchObject({
      signal: 'forwards-changed',
      holds: 'company',
    })
  })

  it.each([
    ['2026-11-24T10:00:00Z', false],
    ['2026-11-24T20:59:00Z', false], // 21:59 in Italy
    ['2026-11-24T21:00:00Z', true],
    ['2026-07-07T03:59:00Z', true],
    ['2026-07-07T04:00:00Z', false],
    ['2026-11-22T10:00:00Z', true], // a Sunday
    ['2026-12-08T10:00:00Z', true],
    ['2026-04-06T10:00:00Z', true], // Easter Monday
    ['2027-03-29T10:00:00Z', true],
    ['2026-04-07T10:00:00Z', false],
  ])('%s: off hours %s', (at, off) => expect(isOffHours(new Date(at), italianTime)).toBe(off))

  it.each([
    ['2026-11-24T21:30:00Z', 'America/New_York', false], // half past four in the afternoon there
    ['2026-11-25T09:00:00Z', 'America/New_York', true], // four in the morning
    ['2026-11-30T03:00:00Z', 'America/New_York', true], // still Sunday evening
    ['2026-11-24T21:59:00Z', 'Europe/London', false],
    ['2026-11-24T22:00:00Z', 'Europe/London', true],
  ])('%s in %s: off hours %s', (at, zone, off) => expect(isOffHours(new Date(at), zone as TimeZone)).toBe(off))

  it('the first call abroad in the afternoon of New York is no night call', () => {
    const fresh = { ...known, abroadBefore: false, abroadOffHoursBefore: false }
    const night = { ...abroad, at: new Date('2026-11-24T21:30:00Z') }
    expect(signOf(night, fresh)?.signal).toBe('abroad-off-hours')
    expect(signOf({ ...night, zone: 'America/New_York' as TimeZone }, fresh)?.signal).toBe('first-abroad')
  })
})

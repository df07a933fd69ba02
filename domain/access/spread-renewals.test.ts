import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../clock.ts'
import { officeDay, type Renewal, spreadRenewals } from './spread-renewals.ts'

const now = new Date('2026-11-22T09:00:00Z')
const endingIn = (days: number, count: number, reachable = true): Renewal[] =>
  Array.from({ length: count }, (_, i) => ({ lineId: `${days}-${i}`, endsAt: addDays(now, days), reachable }))

const perDayOf = (asked: readonly { askAt: Date }[]) => {
  const days = new Map<string, number>()
  for (const { askAt } of asked) days.set(officeDay(askAt), (days.get(officeDay(askAt)) ?? 0) + 1)
  return days
}

describe('a company whose passwords end on one day', () => {
  it('asks all but the day’s own, on working days right before it, at nine in the office', () => {
    // 22 November 2027 is a Monday.
    const { asked, left } = spreadRenewals(endingIn(365, 25), now, 10)
    expect(left).toBe(0)
    expect([...perDayOf(asked)]).toEqual([
      ['2027-11-18', 5],
      ['2027-11-19', 10],
    ])
    expect(asked[0]?.askAt.toISOString()).toBe('2027-11-18T08:00:00.000Z')
  })

  it('asks in summer time too at nine', () => {
    const { asked } = spreadRenewals(endingIn(240, 2), now, 1)
    expect(asked.map(({ askAt }) => askAt.toISOString())).toEqual(['2027-07-19T07:00:00.000Z'])
  })

  it('asks nobody whom no letter reaches', () => {
    const renewals = [...endingIn(30, 3, false), ...endingIn(30, 2)]
    const { asked, left } = spreadRenewals(renewals, now, 1)
    expect(asked).toHaveLength(2)
    expect(left).toBe(2)
  })

  it('has nothing to ask where few end a day', () => {
    expect(spreadRenewals([...endingIn(10, 3), ...endingIn(20, 3)], now, 3)).toEqual({ asked: [], left: 0 })
  })

  it('leaves those for whom there is no day any more', () => {
    expect(spreadRenewals(endingIn(0.5, 5), now, 2)).toEqual({ asked: [], left: 3 })
  })
})

it('never asks after the end, never more than so many a day, never twice, never at the weekend', () => {
  const renewal = fc.record({
    lineId: fc.uuid(),
    endsAt: fc.integer({ min: 0, max: 60 * 24 }).map((hours) => new Date(now.getTime() + (hours * day) / 24)),
    reachable: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(renewal, { maxLength: 60, selector: ({ lineId }) => lineId }),
      fc.integer({ min: 1, max: 8 }),
      (renewals, perDay) => {
        const { asked } = spreadRenewals(renewals, now, perDay)
        const moved = new Map(asked.map(({ lineId, askAt }) => [lineId, askAt]))
        expect(moved.size).toBe(asked.length)
        for (const { lineId, askAt } of asked) {
          const of = renewals.find((one) => one.lineId === lineId)
          expect(of?.reachable).toBe(true)
          expect(askAt < (of?.endsAt ?? now)).toBe(true)
          expect(askAt > now).toBe(true)
          expect([0, 6]).not.toContain(askAt.getUTCDay())
        }
        // A day that had more than its share may keep them; no other gets more than its share.
        for (const [name, count] of perDayOf(asked)) {
          const own = renewals.filter((one) => officeDay(one.endsAt) === name && !moved.has(one.lineId)).length
          expect(count + Math.min(own, perDay)).toBeLessThanOrEqual(perDay)
        }
      },
    ),
  )
})

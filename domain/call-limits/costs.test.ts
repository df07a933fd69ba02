import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOf, judgeCost, millicentsOfCent, type Price, type Spending } from './costs.ts'

const nothing = { day: 0, wholeDay: 0, month: 0 }
const unspent: Spending = { line: nothing, company: nothing }
const none = { day: null, month: null }
/** Ten cents at the answer, twelve a minute. */
const price: Price = { setUp: 10_000, minute: 12_000 }
const daily = (cents: number) => ({ line: none, company: { day: cents, month: null } })
const spent = (cents: number): Spending => {
  const millicents = cents * millicentsOfCent
  return { line: nothing, company: { day: millicents, wholeDay: millicents, month: millicents } }
}

describe('caps in euro (TEL-7)', () => {
  it('a call costs its set-up and every second', () => {
    expect(costOf(price, 0)).toBe(10_000)
    expect(costOf(price, 60)).toBe(22_000)
    expect(costOf({ setUp: 0, minute: 1_500 }, 1)).toBe(25)
    expect(costOf({ setUp: 0, minute: 1 }, 1)).toBe(1)
  })

  it('a call lasts as long as the cap can pay, and is not made when it cannot', () => {
    expect(judgeCost(daily(100), unspent, price)).toEqual({ warned: [], seconds: 450 })
    expect(judgeCost(daily(100), spent(95), price)).toMatchObject({ reached: 'company-cost-day' })
    expect(judgeCost(daily(100), spent(95), { setUp: 0, minute: 0 })).toMatchObject({ seconds: null })
    expect(judgeCost({ line: none, company: none }, spent(9_999), price)).toEqual({ warned: [], seconds: null })
  })

  it.each([
    [49, []],
    [50, [{ name: 'company-cost-day', share: 50 }]],
    [80, [{ name: 'company-cost-day', share: 80 }]],
    [100, [{ name: 'company-cost-day', share: 100 }]],
  ])('%s of 100 spent', (cents, warned) => {
    expect(judgeCost(daily(100), spent(cents), price).warned).toEqual(warned)
  })

  it('the month’s cap and the provider’s hold after an administrator has let the day go', () => {
    const gone = { ...unspent, company: { day: 0, wholeDay: 100_000, month: 100_000 } }
    expect(judgeCost(daily(100), gone, price).reached).toBeUndefined()
    expect(judgeCost(daily(100), gone, price, { company: { day: 100 } }).reached).toBe('company-cost-day')
    expect(judgeCost({ line: none, company: { day: null, month: 100 } }, gone, price).reached).toBe(
      'company-cost-month',
    )
  })

  it('whatever prices, caps and spending: a call that is let out never costs more than is left', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 })
    const cap = fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: null })
    const caps = fc.record({ day: cap, month: cap })
    const spending = fc.record({ day: amount, wholeDay: amount, month: amount })
    fc.assert(
      fc.property(
        fc.record({ line: caps, company: caps }),
        fc.record({ line: spending, company: spending }),
        fc.record({ setUp: amount, minute: amount }),
        (capped, used, priced) => {
          const verdict = judgeCost(capped, used, priced)
          const left = (['line', 'company'] as const).flatMap((whose) =>
            (['day', 'month'] as const).flatMap((span) => {
              const most = capped[whose][span]
              return most === null ? [] : [most * millicentsOfCent - used[whose][span]]
            }),
          )
          const paid = priced.setUp + priced.minute > 0
          expect(verdict.reached !== undefined).toBe(paid && left.some((rest) => rest < costOf(priced, 1)))
          if (verdict.seconds === null) return
          expect(verdict.seconds).toBeGreaterThanOrEqual(1)
          for (const rest of left) expect(costOf(priced, verdict.seconds)).toBeLessThanOrEqual(rest)
          // A second more would be too much.
          expect(left.some((rest) => costOf(priced, (verdict.seconds ?? 0) + 1) > rest)).toBe(true)
        },
      ),
    )
  })
})

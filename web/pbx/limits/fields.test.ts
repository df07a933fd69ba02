import { expect, it } from 'vitest'
import { standardLimits } from '#domain/call-limits/limits.ts'
import { priceFields, toFields, toLimits, toTariff } from './fields.ts'

it('limits go into boxes and out of them as they were', () => {
  const some = { line: { atOnce: 2, minutesADay: { mobile: 30 } }, cost: { company: { day: 1_250, month: null } } }
  expect(toFields(some)).toEqual({
    'line.atOnce': 2,
    'line.minutesADay.mobile': 30,
    'cost.company.day': 12.5,
    'cost.company.month': null,
  })
  expect(toLimits(toFields(standardLimits), () => null)).toEqual(standardLimits)
  expect(toLimits({ 'line.atOnce': null, 'forwarded.atOnce': 1 })).toEqual({ forwarded: { atOnce: 1 } })
})

it('prices are cents with thousandths, and a class without a price has none', () => {
  const tariff = { mobile: { setUp: 0, minute: 1_525 } }
  expect(priceFields(tariff)['mobile.minute']).toBe(1.525)
  expect(toTariff(priceFields(tariff))).toEqual(tariff)
})

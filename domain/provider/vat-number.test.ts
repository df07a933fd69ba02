import { expect, it } from 'vitest'
import { readVatNumber } from './vat-number.ts'

it.each([
  ['13378520152', '13378520152'],
  ['IT 133 7852 0152', '13378520152'],
  ['07643520567', '07643520567'],
  ['13378520153', undefined],
  ['1337852015', undefined],
  ['FR13378520152', undefined],
  ['', undefined],
])('%j is read as %j', (text, digits) => {
  expect(readVatNumber(text)).toBe(digits)
})

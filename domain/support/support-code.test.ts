import { expect, it } from 'vitest'
import { makeSupportCode, readSupportCode } from './support-code.ts'

it.each([
  [0, '000000'],
  [42, '000042'],
  [999_999, '999999'],
])('%d is read out as %s', (drawn, code) => {
  expect(makeSupportCode((below) => (below === 1_000_000 ? drawn : -1))).toBe(code)
})

it.each([
  ['123456', '123456'],
  ['123 456', '123456'],
  [' 12-34-56 ', '123456'],
  ['12345', undefined],
  ['1234567', undefined],
  ['12345a', undefined],
  ['１２３４５６', undefined],
])('"%s" is heard as %s', (typed, code) => {
  expect(readSupportCode(typed)).toBe(code)
})

import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { districtOf } from './phone-district.ts'
import invalidSpellings from './phone-number.invalid.txt?raw'
import {
  maskPhoneNumber,
  nationalDigits,
  numberType,
  type PhoneNumber,
  readPhoneNumber,
  searchDigits,
  showPhoneNumber,
} from './phone-number.ts'
import validSpellings from './phone-number.valid.txt?raw'

const read = (text: string) => readPhoneNumber(text) as PhoneNumber
const valid = cases(validSpellings).map((line) => line.split(' → '))
const invalid = cases(invalidSpellings)

describe('reading and showing', () => {
  it.each(valid)('%s → %s → %s', (spelling = '', stored = '', shown = '') => {
    const number = read(spelling)
    expect(number).toBe(stored)
    expect(showPhoneNumber(number)).toBe(shown)
  })

  it.each(invalid)('refuses "%s"', (spelling) => {
    expect(readPhoneNumber(spelling)).toBeUndefined()
  })

  it('refuses nothing at all, and a flood', () => {
    expect(readPhoneNumber('')).toBeUndefined()
    expect(readPhoneNumber(' '.repeat(1_000_000))).toBeUndefined()
  })

  it('reads back whatever it shows', () => {
    const anyNumber = fc
      .tuple(
        fc.constantFrom('', '+', '00', '+39', '0', '3', '8'),
        fc.array(fc.constantFrom(...'0123456789 '), { maxLength: 14 }),
      )
      .map(([prefix, digits]) => readPhoneNumber(prefix + digits.join('')))
    fc.assert(
      fc.property(anyNumber, (number) => {
        fc.pre(number !== undefined)
        expect(readPhoneNumber(showPhoneNumber(number))).toBe(number)
        expect(readPhoneNumber(number)).toBe(number)
        expect(number).toMatch(/^\+[1-9]\d{4,14}$/)
      }),
    )
  })

  it('knows the same districts as libphonenumber', () => {
    const prefixes = Array.from({ length: 1000 }, (_, i) => `0${String(i).padStart(3, '0')}`)
    const theirs = prefixes.filter(
      (prefix) => parsePhoneNumberFromString(`+39${prefix}55512`)?.getType() === 'FIXED_LINE',
    )
    const ours = prefixes.filter((prefix) => districtOf(prefix) !== undefined)
    expect(ours).toEqual(theirs)
  })
})

it.each([
  ['0125 555 049', '0125••••49'],
  ['011 555 7110', '011••••10'],
  ['347 555 0182', '347••••82'],
  ['+44 20 7946 0958', '+44••••58'],
  ['112', '112'],
])('masks %s as %s', (spelling, masked) => {
  expect(maskPhoneNumber(read(spelling))).toBe(masked)
})

describe('searching', () => {
  it.each([
    ['0125 555', ['0125555']],
    ['049', ['049']],
    ['+39 0125', ['0125']],
    ['0039 0125', ['00390125', '0125']],
    ['39 0125', ['390125', '0125']],
    ['392', ['392']],
    ['+44 20', ['4420']],
    ['+39', []],
    ['Ferrero', []],
    ['0125 Ivrea', []],
    ['', []],
  ])('"%s" looks for %j', (input, digits) => {
    expect(searchDigits(input)).toEqual(digits)
  })

  it('finds a number by any piece of it', () => {
    expect(nationalDigits(read('+39 0125 555049'))).toContain(searchDigits('555 0')[0])
    expect(nationalDigits(read('+44 20 7946 0958'))).toContain(searchDigits('+44 20 79')[0])
  })
})

it.each([
  ['0125 555 049', 'geographic'],
  ['0549 555123', 'geographic'],
  ['347 555 0182', 'mobile'],
  ['800 123 456', 'free'],
  ['803 116', 'free'],
  ['840 000 123', 'shared'],
  ['199 123 456', 'personal'],
  ['178 234 5678', 'personal'],
  ['899 123 456', 'premium'],
  ['892 424', 'premium'],
  ['894 1234', 'premium'],
  ['895 1234567', 'premium'],
  ['144 123456', 'premium'],
  ['166 123456', 'premium'],
  ['1254', 'premium'],
  ['48888', 'premium'],
  ['112', 'emergency'],
  ['113', 'emergency'],
  ['1522', 'emergency'],
  ['116 000', 'emergency'],
  ['19696', 'emergency'],
  ['1928', 'other'],
  ['55 1234 5678', 'other'],
  ['702 123 4567', 'other'],
  ['+44 870 123 4567', 'foreign'],
  ['+979 123456789', 'foreign'],
] as const)('%s is %s', (spelling, type) => {
  expect(numberType(read(spelling))).toBe(type)
})

/** The lines of a case file, with \u escapes read. */
function cases(file: string): string[] {
  return file
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => line.replace(/\\u([0-9a-f]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))))
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barrableClasses } from '../call-handling/settings.ts'
import { type PhoneNumber, readPhoneNumber } from '../phone-number.ts'
import {
  administratorsChoice,
  allowedAtFirst,
  callRefusal,
  classOf,
  destinationClasses,
  providersChoice,
} from './destination-class.ts'
import { destinationPrefixes } from './destination-prefixes.ts'

/** TEL-1 by example: what libphonenumber gets wrong is here as well. */
const examples: [string, (typeof destinationClasses)[number]][] = [
  ['112', 'emergency'],
  ['118', 'emergency'],
  ['1522', 'emergency'],
  ['116000', 'emergency'],
  ['1530', 'emergency'],
  ['0125 555049', 'national'],
  ['02 1234 5678', 'national'],
  ['55 12345678', 'national'],
  ['347 555 0182', 'mobile'],
  ['800 123456', 'free'],
  ['803 116', 'free'],
  ['+800 1234 5678', 'free'],
  ['840 123456', 'shared'],
  ['848 123456', 'shared'],
  ['178 1234567', 'personal'],
  ['199 123456', 'personal'],
  ['892 424', 'premium'],
  ['899 123456', 'premium'],
  ['144 123456', 'premium'],
  ['166 123456', 'premium'],
  ['1254', 'premium'],
  ['48123', 'premium'],
  ['70 12345678', 'internet'],
  ['1928', 'provider'],
  ['187', 'provider'],
  ['+49 30 901820', 'intl-eu'],
  ['+33 1 42 34 56 78', 'intl-eu'],
  ['0035 31 1234567', 'intl-eu'],
  ['+44 20 7946 0958', 'intl-other'],
  ['+1 212 555 0100', 'intl-other'],
  ['+41 44 123 45 67', 'intl-other'],
  ['+53 7 8361234', 'intl-high-risk'],
  ['+252 1 234567', 'intl-high-risk'],
  ['+1 876 555 0100', 'intl-high-risk'],
  ['+44 70 1234 5678', 'intl-high-risk'],
  ['+881 6 3141 5926', 'satellite'],
  ['+870 773 123456', 'satellite'],
  ['+882 16 12345678', 'satellite'],
  ['+979 1 2345 6789', 'satellite'],
]

describe('destination classes (spec/security TEL-1)', () => {
  it.each(examples)('%s is %s', (typed, of) => {
    const number = readPhoneNumber(typed)
    expect(number).toBeDefined()
    expect(classOf(number as PhoneNumber)).toBe(of)
  })

  it('every number has one of them', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(?:\+|00|)[0-9]{2,15}$/), (typed) => {
        const number = readPhoneNumber(typed)
        if (number) expect(destinationClasses).toContain(classOf(number))
      }),
      { numRuns: 3_000 },
    )
  })

  it('the table has prefixes in E.164, none of them of a number shorter than itself', () => {
    for (const [prefix, of] of destinationPrefixes) {
      expect(prefix).toMatch(/^\+[1-9]\d{0,6}$/)
      expect(destinationClasses).toContain(of)
    }
  })
})

describe('who may call them (TEL-3)', () => {
  it('a new line: inside, national, mobile, free and emergency; not what costs', () => {
    const line = { allowed: allowedAtFirst, barring: [] }
    const may = destinationClasses.filter((of) => callRefusal(of, line) === undefined)
    expect(may).toEqual(['emergency', 'internal', 'national', 'mobile', 'free', 'provider'])
  })

  it('nothing takes emergency and internal calls away', () => {
    const line = { allowed: [], barring: barrableClasses }
    expect(destinationClasses.filter((of) => callRefusal(of, line) === undefined)).toEqual(['emergency', 'internal'])
  })

  it('premium, satellite and high risk are the provider’s; together the choices are all there is', () => {
    expect(providersChoice).toEqual(['premium', 'intl-high-risk', 'satellite'])
    expect([...administratorsChoice, ...providersChoice, 'emergency', 'internal'].sort()).toEqual(
      [...destinationClasses].sort(),
    )
  })

  it.each([
    ['national', ['national']],
    ['mobile', ['mobile']],
    ['shared', ['shared', 'personal', 'internet']],
    ['premium', ['premium']],
    ['international', ['intl-eu', 'intl-other', 'intl-high-risk', 'satellite']],
  ] as const)('the lock on %s closes %j', (lock, closed) => {
    const line = { allowed: destinationClasses, barring: [lock] }
    expect(destinationClasses.filter((of) => callRefusal(of, line) === 'own-barring').sort()).toEqual(
      [...closed].sort(),
    )
  })
})

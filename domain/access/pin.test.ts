import { describe, expect, it } from 'vitest'
import { commonPins } from './common-pins.ts'
import { checkPin, type PinFlaw, pinMustChange } from './pin.ts'

const own = ['+390125555049', '049', '']

describe('PINs that are refused (spec/security 2.10, R17)', () => {
  it.each<[string, PinFlaw[]]>([
    ['12345a', ['not-digits']],
    ['１２３４５６', ['not-digits']],
    ['12 456', ['not-digits']],
    ['', ['wrong-length']],
    ['4711', ['wrong-length']],
    ['4711471', ['wrong-length']],
    ['000000', ['repeated', 'palindrome', 'too-common']],
    ['474747', ['repeated']],
    ['471471', ['repeated']],
    ['123456', ['sequence', 'too-common']],
    ['654321', ['sequence']],
    ['890123', ['sequence']],
    ['135791', ['sequence', 'too-common']],
    ['741852', ['sequence', 'too-common']],
    ['473374', ['palindrome']],
    ['555049', ['own-number']],
    ['012555', ['own-number']],
    ['704936', ['own-number']],
    ['159357', ['too-common']],
    ['112233', ['too-common']],
  ])('%s: %j', (pin, flaws) => {
    expect(checkPin(pin, own).flaws).toEqual(flaws)
  })

  it.each(['738264', '904716', '261183', '550492'])('accepts %s', (pin) => {
    expect(checkPin(pin, ['+390115557110', '22', ''])).toMatchObject({ flaws: [] })
  })
})

it.each([
  ['day first', '241283', true],
  ['year first', '831224', true],
  ['a leap day', '290204', true],
  ['no leap day', '290283', false],
  ['no such month', '741399', false],
  ['day nought', '001283', false],
])('a date, %s: %s → %s', (_, pin, warned) => {
  expect(checkPin(pin, []).warnings).toEqual(warned ? ['looks-like-date'] : [])
})

it('asks for a new PIN after an imported one', () => {
  expect(pinMustChange('4711')).toBe(true)
  expect(pinMustChange('738264')).toBe(false)
})

it('knows 200 common PINs', () => {
  expect(commonPins.size).toBe(200)
  expect([...commonPins].every((pin) => /^\d{6}$/.test(pin))).toBe(true)
})

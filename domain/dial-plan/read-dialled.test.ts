import { describe, expect, it } from 'vitest'
import { type DialPlan, readDialled } from './read-dialled.ts'
import { codeReader, type ServiceCode } from './service-codes.ts'

const code = (pattern: string, service: ServiceCode['service'], action: ServiceCode['action']): ServiceCode => ({
  pattern,
  service,
  action,
  main: true,
})
const codes = [
  code('*21*N#', 'forward-all', 'set'),
  code('*21*N*P#', 'forward-all', 'set'),
  code('**21*N#', 'forward-all', 'set'),
  code('#21#', 'forward-all', 'cancel'),
  code('*61*N#', 'no-answer', 'set'),
  code('*61*N**S#', 'no-answer', 'set'),
  code('*67#N', 'identity', 'withhold-once'),
  code('*77', 'anonymous-rejection', 'on'),
]

const plan = (more: Partial<DialPlan> = {}): DialPlan => ({
  lineOfExtension: (extension) => ({ '049': 'anna', '49': 'bruno', '118': 'carla' })[extension],
  lineOfNumber: (number) => ({ '+390125555049': 'anna' })[number as string],
  shortCode: (short) =>
    short === '500'
      ? { kind: 'number', number: '+393475550182' as never }
      : short === '501'
        ? { kind: 'line', lineId: 'bruno' }
        : undefined,
  readCode: codeReader(codes),
  externalPrefix: null,
  ...more,
})

describe('what was dialled (spec/product 8)', () => {
  it.each([
    ['049', { kind: 'line', lineId: 'anna', by: 'extension' }],
    ['49', { kind: 'line', lineId: 'bruno', by: 'extension' }],
    ['112', { kind: 'emergency', number: '112' }],
    ['118', { kind: 'emergency', number: '118' }],
    ['+39112', { kind: 'emergency', number: '112' }],
    ['1522', { kind: 'emergency', number: '1522' }],
    ['500', { kind: 'number', number: '+393475550182', of: 'mobile', by: 'short-code' }],
    ['501', { kind: 'line', lineId: 'bruno', by: 'short-code' }],
    ['0125555049', { kind: 'line', lineId: 'anna', by: 'number' }],
    ['00390125555049', { kind: 'line', lineId: 'anna', by: 'number' }],
    ['+39 0125 555 049', { kind: 'line', lineId: 'anna', by: 'number' }],
    ['tel:+390125555049;phone-context=x', { kind: 'line', lineId: 'anna', by: 'number' }],
    ['3475550182', { kind: 'number', number: '+393475550182', of: 'mobile', by: 'number' }],
    ['３４７５５５０１８２', { kind: 'number', number: '+393475550182', of: 'mobile', by: 'number' }],
    ['00442079460958', { kind: 'number', number: '+442079460958', of: 'intl-other', by: 'number' }],
    ['1055021234567', { kind: 'unknown' }],
    ['7777', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
    ['*21#', { kind: 'unknown' }],
    ['anna', { kind: 'unknown' }],
  ])('%s', (dialled, read) => {
    expect(readDialled(dialled, plan())).toEqual(read)
  })

  it.each([
    ['*21*3475550182#', { number: '3475550182' }],
    ['**21*049#', { number: '049' }],
    ['*21*3475550182*739152#', { number: '3475550182', pin: '739152' }],
    ['*61*3475550182**20#', { number: '3475550182', seconds: 20 }],
    ['*67#3475550182', { number: '3475550182' }],
    ['#21#', {}],
    ['*77', {}],
  ])('code %s', (dialled, found) => {
    expect(readDialled(dialled, plan())).toMatchObject({ kind: 'code', code: found })
  })

  describe('with 0 for an outside line', () => {
    const withPrefix = plan({ externalPrefix: '0' })
    it.each([
      ['03475550182', '+393475550182'],
      ['00212345678', '+390212345678'],
      ['000442079460958', '+442079460958'],
      ['3475550182', '+393475550182'],
    ])('%s', (dialled, number) => {
      expect(readDialled(dialled, withPrefix)).toMatchObject({ kind: 'number', number })
    })
    it.each(['112', '0112'])('%s is still help', (dialled) => {
      expect(readDialled(dialled, withPrefix)).toEqual({ kind: 'emergency', number: '112' })
    })
    it('an extension needs no prefix', () => {
      expect(readDialled('049', withPrefix)).toMatchObject({ kind: 'line', lineId: 'anna', by: 'extension' })
    })
  })
})

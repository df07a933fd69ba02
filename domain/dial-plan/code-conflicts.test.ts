import { describe, expect, it } from 'vitest'
import { codesOfRange, conflictFinder, prefixConflicts } from './code-conflicts.ts'

const extensions = new Map([
  ['049', { id: 'anna', name: 'Anna Bono' }],
  ['0490', { id: 'bruno', name: 'Bruno Riva' }],
  ['700', { id: 'carla', name: 'Carla Sole' }],
])
const shortCodes = new Map([['500', { id: 'entry', name: 'Taxi' }]])
const find = conflictFinder({ extensions, shortCodes, externalPrefix: null })
const kinds = (code: string, kind: 'extension' | 'short-code' = 'extension', finder = find) =>
  finder(code, { kind }).map((one) => `${one.kind} ${one.with}${one.refused ? ' refused' : ''}`)

describe('a code meets', () => {
  it.each([
    ['600', []],
    ['112', ['emergency 112 refused']],
    ['1522', ['emergency 1522 refused']],
    ['116117', ['emergency 116117 refused']],
    ['11', ['emergency-beginning 112 refused']],
    ['116', ['emergency-beginning 116117 refused', 'service-number 116']],
    ['152', ['help-beginning 1522', 'service-number 152']],
    ['1928', ['service-number 1928']],
    // Leading zeros are digits like any other: 49 is not 049.
    ['49', []],
    ['049', ['extension 049 refused', 'begins-another 0490']],
    ['0490', ['extension 0490 refused', 'another-begins-it 049']],
    ['04', ['begins-another 049']],
    ['500', ['short-code 500 refused']],
    ['5001', ['another-begins-it 500']],
  ])('%s: %j', (code, expected) => {
    expect(kinds(code)).toEqual(expected)
  })

  it('a number of the network: never behind a short code', () => {
    expect(kinds('1928', 'short-code')).toEqual(['service-number 1928 refused'])
  })

  it('nobody when it is one’s own', () => {
    expect(find('700', { kind: 'extension', own: 'carla' })).toEqual([])
    expect(find('700', { kind: 'extension', own: 'anna' })).toEqual([
      { kind: 'extension', refused: true, with: '700', name: 'Carla Sole' },
    ])
  })

  it('the outside line, and help behind it', () => {
    const outside = conflictFinder({ extensions, shortCodes, externalPrefix: '0' })
    expect(kinds('049', 'extension', outside)).toContain('external-prefix 0')
    expect(kinds('0118', 'extension', outside)).toContain('emergency 118 refused')
    expect(kinds('118', 'extension', outside)).toEqual(['emergency 118 refused'])
  })
})

describe('the digit for an outside line', () => {
  it('tells which codes begin with it', () => {
    expect(prefixConflicts('0', { extensions, shortCodes })).toEqual([
      { kind: 'external-prefix', refused: false, with: '049', name: 'Anna Bono' },
      { kind: 'external-prefix', refused: false, with: '0490', name: 'Bruno Riva' },
    ])
    expect(prefixConflicts('9', { extensions, shortCodes })).toEqual([])
  })

  it('is never 1, and hides no way to help', () => {
    expect(prefixConflicts('1', { extensions, shortCodes })).toMatchObject([{ refused: true, with: '112' }])
    const odd = new Map([['0112', { id: 'x', name: 'Portineria' }]])
    expect(prefixConflicts('0', { extensions: odd, shortCodes })).toContainEqual({
      kind: 'emergency',
      refused: true,
      with: '0112',
      name: 'Portineria',
    })
  })
})

it('a range keeps the length of its first code', () => {
  expect(codesOfRange('098', 3)).toEqual(['098', '099', '100'])
  expect(codesOfRange('998', 3)).toBeUndefined()
})

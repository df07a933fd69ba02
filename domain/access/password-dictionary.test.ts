import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverPassword, longestWord, readPasswordDictionary, shortestWord } from './password-dictionary.ts'
import { fold } from './password-text.ts'

const dictionary = readPasswordDictionary([
  '# a remark',
  ...['gennaio', 'febbraio', 'marzo', 'aprile'].map((month) => `+${fold(month)}`),
  `*${fold('solesole99')}`,
  ...['giardino', 'sole', 'luna', 'stella'].map(fold),
  '',
])

describe('counting words', () => {
  it.each([
    ['one word with its disguise', 'Gi@rd1no2026!', { words: 1, context: false }],
    ['two words with digits between', 'sole48luna', { words: 2, context: false }],
    ['three words', 'sole luna stella', { words: undefined, context: false }],
    ['letters of no word', 'sole xqzk', { words: undefined, context: false }],
    ['any number of context words', 'gennaio febbraio marzo aprile', { words: undefined, context: true }],
    ['digits and symbols', '0125/555-049!', { words: 0, context: false }],
    ['words of the company', 'falegnameria-xyloteca', { words: 2, context: true }],
    ['nothing', '', { words: 0, context: false }],
  ])('%s', (_, password, cover) => {
    expect(dictionary.cover(password, ['faiegnameria', 'xyioteca'])).toEqual(cover)
  })
})

describe('the dictionary', () => {
  it('knows a well-known password as a whole, in any disguise', () => {
    expect(dictionary.isBreached('S0leSole99')).toBe(true)
    expect(dictionary.isBreached('solesole99!')).toBe(false)
  })

  it('looks up at most 22 pieces a character, whatever is typed', () => {
    let steps = 0
    const everything = () => {
      steps += 1
      return 'context' as const
    }
    coverPassword('centralino1'.repeat(12).slice(0, 128), everything, new Set())
    expect(steps).toBeLessThanOrEqual(128 * (longestWord - shortestWord + 1))
  })

  it('never lets digits and symbols make a difference at the ends', () => {
    const piece = fc.constantFrom(
      'sole',
      'LUNA',
      'st3lla',
      'x',
      'é',
      'e\u0301',
      'ß',
      'İ',
      'Σ',
      '😀',
      '\u0000',
      '26',
      ' ',
      '@',
    )
    const filler = fc.constantFrom('', '2026', '!!', ' . ', '1!0')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), filler, filler, (pieces, before, after) => {
        const { words } = dictionary.cover(pieces.join(''), [])
        const { words: disguised } = dictionary.cover(before + pieces.join('') + after, [])
        expect(disguised ?? 3).toBeLessThanOrEqual(words ?? 3)
      }),
    )
  })
})

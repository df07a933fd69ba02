import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverPassword, longestWord, readPasswordDictionary, shortestWord } from './password-dictionary.ts'
import { fold, plain } from './password-text.ts'

const file = readFileSync(new URL('password-dictionary.txt.br', import.meta.url))
const lines = brotliDecompressSync(file).toString().split('\n')
const dictionary = readPasswordDictionary(lines)

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
  it('is small, and folded as passwords are', () => {
    expect(file.length).toBeLessThan(1_200_000)
    expect(lines.length).toBeGreaterThan(100_000)
    const unfolded = lines
      .slice(1)
      .map((line) => line.replace(/^[+*]/, ''))
      .filter((word) => fold(plain(word)) !== word)
    expect(unfolded).toEqual([])
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

  it('never fails, and never lets digits and symbols make a difference at the ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.stringMatching(/^[0-9!. ]{0,6}$/), (word, tail) => {
        expect(dictionary.cover(`2026${word}${tail}`, []).words ?? 9).toBeLessThanOrEqual(
          dictionary.cover(word, []).words ?? 9,
        )
      }),
    )
  })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { personalWords, resemblesPersonal } from './password-likeness.ts'

it('finds a near miss exactly when the Levenshtein distance is below five', () => {
  const word = fc.stringMatching(/^[ab]{6,14}$/)
  fc.assert(
    fc.property(word, word, (a, b) => {
      fc.pre(!a.includes(b) && !sharesMoreThanHalf(a, b))
      expect(resemblesPersonal(a, [b])).toBe(levenshtein(a, b) < 5)
    }),
  )
})

it('knows the words of somebody’s data', () => {
  expect(personalWords(['Arredi Canavèse S.r.l.', 'Sede di Ivrea', '+390125555049', 'Li'])).toEqual([
    'arredi',
    'canavese',
    'arredicanavesesri',
    'sede',
    'ivrea',
    'sedediivrea',
  ])
})

function sharesMoreThanHalf(a: string, b: string): boolean {
  const half = Math.floor(a.length / 2) + 1
  return Array.from({ length: a.length }, (_, i) => a.slice(i, i + half)).some(
    (piece) => piece.length === half && b.includes(piece),
  )
}

function levenshtein(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j))
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const [above, here] = [table[i - 1] as number[], table[i] as number[]]
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      here[j] = Math.min((above[j - 1] as number) + same, (above[j] as number) + 1, (here[j - 1] as number) + 1)
    }
  }
  return table[a.length]?.[b.length] as number
}

import { expect, it } from 'vitest'
import { fold, hasAll, piecesOf, termsOf } from './find.ts'

it('compares without accents, capitals, apostrophes and marks of emphasis', () => {
  expect(fold('Perché l’<b>Amministratore</b> È')).toBe('perche lamministratore e')
  expect(termsOf("  PERCHÉ   l'amministratore ")).toEqual(['perche', 'lamministratore'])
})

it.each([
  ['both words, in different texts', ['Reset Password', 'Apri il link'], 'link reset', true],
  ['one word is missing', ['Reset Password'], 'reset pin', false],
  ['a piece of a word', ['La password è scaduta'], 'scadut', true],
  ['across two texts is no word', ['pass', 'word'], 'password', false],
  ['nothing looked for', ['anything'], '  ', true],
] as const)('finds: %s', (_, texts, query, found) => {
  expect(hasAll(texts, termsOf(query))).toBe(found)
})

/** `[found]`, `*bold*`, so that a case reads as a sentence. */
const drawn = (sentence: string, query: string): string =>
  piecesOf(sentence, termsOf(query))
    .map(({ text, bold, found }) => (bold ? `*${found ? `[${text}]` : text}*` : found ? `[${text}]` : text))
    .join('')

it.each([
  ['Premi <b>Accedi</b> ora', '', 'Premi *Accedi* ora'],
  ['Premi <b>Accedi</b> ora', 'accedi', 'Premi *[Accedi]* ora'],
  ['Premi <b>Accedi</b> ora', 'mi acc', 'Pre[mi] *[Acc]**edi* ora'],
  ['Perché è così', 'e cosi', 'P[e]rch[é] [è] [così]'],
  ['l’Amministratore', 'lamm', '[l]’[Amm]inistratore'],
  ['La ß', 'ss', 'La ß'],
])('marks in “%s” what “%s” finds', (sentence, query, marked) => {
  expect(drawn(sentence, query)).toBe(marked)
})

import { expect, test } from 'vitest'
import { readGsm, splitText } from './split-text.ts'

const rows: [what: string, text: string, alphabet: 'gsm' | 'ucs2', lengths: number[]][] = [
  ['plain', 'Ciao', 'gsm', [4]],
  ['Italian vowels are in the alphabet', 'è é ù ì ò à', 'gsm', [11]],
  ['the euro counts twice', '10 €', 'gsm', [5]],
  ['160 letters are one piece', 'a'.repeat(160), 'gsm', [160]],
  ['161 are two, each with a header', 'a'.repeat(161), 'gsm', [153, 8]],
  ['an escaped letter is not cut in two', `${'a'.repeat(152)}€${'b'.repeat(20)}`, 'gsm', [152, 22]],
  ['a typographic apostrophe becomes a plain one', 'l’ora', 'gsm', [5]],
  ['a capital with an accent is written with an apostrophe', 'È ora', 'gsm', [6]],
  ['a letter outside needs UCS-2', 'Łódź', 'ucs2', [8]],
  ['70 letters of UCS-2 are one piece', 'ł'.repeat(70), 'ucs2', [140]],
  ['71 are two', 'ł'.repeat(71), 'ucs2', [134, 8]],
  ['a pair of halves stays together', `${'ł'.repeat(66)}😀${'ł'.repeat(10)}`, 'ucs2', [132, 24]],
]

test.each(rows)('%s', (_, text, alphabet, lengths) => {
  const split = splitText(text)
  expect({ alphabet: split.alphabet, lengths: split.parts.map((part) => part.length) }).toEqual({ alphabet, lengths })
})

test('what is written can be read back', () => {
  const text = 'Perché no? {[10 €]} ~ \\ | ^ @£$¥ àèéìòù ÇØøÅå ΔΦΓΛΩΠΨΣΘΞ ÆæßÉ¤¡ÄÖÑÜ§¿äöñü'
  expect(splitText(text).parts.map(readGsm).join('')).toBe(text)
  const ucs2 = splitText('Łódź 😀'.repeat(20)).parts.map((part) => Buffer.from(part).swap16().toString('utf16le'))
  expect(ucs2.join('')).toBe('Łódź 😀'.repeat(20))
})

test('a gateway that cuts by itself gets it whole', () => {
  expect(splitText('a'.repeat(500), true).parts.map((part) => part.length)).toEqual([500])
})

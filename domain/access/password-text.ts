/**
 * The one change ever made to a typed password, before policy, hash and verification alike: without NFC the same
 * `perché` typed on a Mac and on Windows would be two passwords (spec/security 3.1.1).
 */
export function normalisePassword(password: string): string {
  return password.normalize('NFC')
}

/** Length as people count it: code points of the NFC form, so that an emoji is one or two and not four. */
export function passwordLengthOf(password: string): number {
  return [...normalisePassword(password)].length
}

/** Lower case and without accents, one UTF-16 unit for one. */
export function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}

// 1, ! and | stand for i or for l: folding l into i on both sides of a comparison answers both.
const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '|': 'i',
  l: 'i',
  '3': 'e',
  '€': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
  '8': 'b',
  '9': 'g',
}

/** The letters that `plain` text is meant to be read as: `p@ssw0rd` and `password` fold to the same. */
export function fold(plainText: string): string {
  return plainText.replace(/[^a-km-z]/g, (character) => leet[character] ?? character)
}

/** Folded, with nothing left but letters and digits: `Mario.Rossi` and `m4rio rossi` squeeze to the same. */
export function squeeze(text: string): string {
  return fold(plain(text).replace(/[^\p{L}\p{N}!|€@$+]/gu, '')).replace(/[^\p{L}\p{N}]/gu, '')
}

import { fold, plain, squeeze } from './password-text.ts'

/** Personal data longer than this are compared by their beginning; nobody's name is longer. */
const comparedLength = 64
/** Fewer differences than this are no difference (Ory Kratos' rule, spec/security 3.1.2b). */
const leastDistance = 5
/** Pieces of names shorter than this occur in innocent words; digits of an extension do not. */
const shortestName = 4
const shortestExtension = 3

/**
 * Does a password say who its owner is? True when it contains one of `personal` (number, extension, name, e-mail
 * local part, company name …), shares more than half of itself with one, or differs from one in fewer than five
 * characters. Case, accents, leet, blanks and punctuation do not hide anything.
 */
export function resemblesPersonal(password: string, personal: readonly string[]): boolean {
  const typed = fold(plain(password))
  const letters = squeeze(password)
  const digits = plain(password).replace(/[^\p{L}\p{N}]/gu, '')
  return [...new Set(personal)].some((datum) => {
    const short = datum.slice(0, comparedLength)
    if (isNear(typed, fold(plain(short)))) return true
    // Digits are compared as digits: read as leet, "049" would be found in every "oag".
    if (/^\+?[\d\s]+$/.test(short)) {
      return numberSpellings(short).some((number) => containsOrShares(digits, number, typed.length))
    }
    const name = squeeze(short)
    return name.length >= shortestName && containsOrShares(letters, name, typed.length)
  })
}

/** The words of somebody's data, folded: what counts as a context word for this person and company only. */
export function personalWords(personal: readonly string[]): string[] {
  const data = [...new Set(personal)].map((datum) => datum.slice(0, comparedLength)).join('\n')
  return plain(data)
    .split('\n')
    .flatMap((datum) => {
      const parts = datum.split(/[^\p{L}\p{N}]+/u)
      return [...parts, parts.join('')]
    })
    .filter((word) => word.length >= shortestName && /\p{L}/u.test(word))
    .map(fold)
}

/** A stored number is also compared as it is dialled at home: +390125… is 0125…. */
function numberSpellings(number: string): string[] {
  const digits = number.replace(/\D/g, '')
  const spellings = number.startsWith('+39') ? [digits.slice(2), digits] : [digits]
  return spellings.filter((spelling) => spelling.length >= shortestExtension)
}

function containsOrShares(typed: string, datum: string, passwordLength: number): boolean {
  if (typed.includes(datum)) return true
  // A shared piece of more than half the password contains one of exactly this length.
  const half = Math.floor(passwordLength / 2) + 1
  if (half > datum.length || half > typed.length) return false
  return Array.from({ length: typed.length - half + 1 }, (_, from) => typed.slice(from, from + half)).some((piece) =>
    datum.includes(piece),
  )
}

/** Levenshtein distance below the limit; only the band around the diagonal can be, so only it is filled. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) >= leastDistance) return false
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const next = Array<number>(b.length + 1).fill(leastDistance)
    if (i < leastDistance) next[0] = i
    const last = Math.min(b.length, i + leastDistance)
    for (let j = Math.max(1, i - leastDistance); j <= last; j += 1) {
      const substitution = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(substitution, (row[j] as number) + 1, (next[j - 1] as number) + 1)
    }
    row = next
  }
  return (row[b.length] as number) < leastDistance
}

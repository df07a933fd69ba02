import { nationalDigits, type PhoneNumber, readPhoneNumber } from '../phone-number.ts'

/**
 * How names are compared, sorted and found: what a person types and what the directory holds are brought to the
 * same form here, so that `nicolo`, `Nicolò` and `NICOLO'` are one name.
 */

/** The longest query anybody means; what comes after is not looked at. */
export const longestQuery = 80
const mostTerms = 8

// Letters that Unicode does not take apart into a plain one and a mark.
const wholeLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}
// Before anything else: NFKD would turn the spacing acute accent into a space.
const apostrophes = /['`´‘’‛′ʹʼʻˈ＇]/g

/**
 * Lower case, no accents, no apostrophes, single spaces. Apostrophes go altogether: `D'Angelo` sorts and is found
 * as `dangelo`, and the apostrophe of `Nicolo'` is only an accent on an old keyboard.
 */
export function nameKey(text: string): string {
  return text
    .replace(apostrophes, '')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => wholeLetters[letter] ?? letter)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
}

export type SearchableLine = {
  readonly number: PhoneNumber
  readonly extension: string
  readonly name: string
  readonly site: string
  readonly service: string
  readonly email: string | null
  /** Words for the user type, in every language somebody may search in. */
  readonly userType?: readonly string[]
}

/**
 * A line as "Ricerca in qualsiasi campo" sees it: one field a row, so that a term cannot reach across two. The
 * E.164 form holds the national one. The e-mail is the last row, because it alone changes often.
 */
export function searchText(line: SearchableLine): string {
  const fields = [line.extension, line.name, line.site, line.service, (line.userType ?? []).join(' ')]
  return [line.number, ...fields.map(nameKey), nameKey(line.email ?? '')].join('\n')
}

/** The same line with another e-mail, for whoever changes only that. */
export function searchTextWithEmail(text: string, email: string | null): string {
  return text.slice(0, text.lastIndexOf('\n') + 1) + nameKey(email ?? '')
}

/** The same line under another name, at another site, or of another kind, for whoever changes only that. */
export function searchTextWith(
  text: string,
  changed: Partial<Pick<SearchableLine, 'name' | 'site' | 'userType'>>,
): string {
  const rows = text.split('\n')
  if (changed.name !== undefined) rows[2] = nameKey(changed.name)
  if (changed.site !== undefined) rows[3] = nameKey(changed.site)
  if (changed.userType !== undefined) rows[5] = nameKey(changed.userType.join(' '))
  return rows.join('\n')
}

/**
 * What to look for: every term must occur. A query that is a number in any spelling is one term of digits, so
 * `+39 0125 555-049`, `0039…` and `０１２５…` find the same line.
 */
export function searchTerms(query: string): string[] {
  const text = query.slice(0, longestQuery)
  const digits = numberDigits(text)
  if (digits !== undefined) return [digits]
  const words = nameKey(text).split(' ').filter(Boolean)
  // A term inside another one asks for nothing more.
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length)
  return longestFirst
    .filter((word, i) => !longestFirst.slice(0, i).some((longer) => longer.includes(word)))
    .slice(0, mostTerms)
}

/** For `LIKE … ESCAPE '\'`, which is PostgreSQL's default: finds the term anywhere, taking `%` and `_` as they are. */
export function likeAnywhere(term: string): string {
  return `%${term.replace(/[\\%_]/g, '\\$&')}%`
}

const aroundDigits = /[\s+./()\-\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

function numberDigits(text: string): string | undefined {
  const typed = text.normalize('NFKC').replace(/^\s*tel:/i, '')
  const digits = typed.replace(aroundDigits, '')
  if (!/^\d+$/.test(digits)) return undefined
  // "+39 (0)125": a whole number is read by its own rules; a piece of one only loses the way out of the country.
  const whole = readPhoneNumber(typed)
  if (whole !== undefined && digits.length > 6) return nationalDigits(whole)
  return digits.replace(/^0039/, '39')
}

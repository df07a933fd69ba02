import { districtOf } from './phone-district.ts'

/** E.164 with the Italian leading zero kept, because it is part of the number: `+390125555049` (spec/product 8.1). */
export type PhoneNumber = string & { readonly brand: 'PhoneNumber' }

export type PhoneNumberType =
  | 'geographic'
  | 'mobile'
  | 'free'
  | 'shared'
  | 'personal'
  | 'premium'
  | 'emergency'
  | 'foreign'
  | 'other'

/** Italian national numbers by shape; the first that fits. Geographic ones are told by their district. */
const nationalShapes: readonly (readonly [RegExp, PhoneNumberType])[] = [
  [/^(?:11[234578]|15(?:15|22|30)|116\d{3}|19696)$/, 'emergency'], // and help lines: never barred, never a target (8.2)
  [/^3(?:\d{8,9}|[2-8]\d{9,10})$/, 'mobile'], // 11 and 12 digits: machines
  [/^80[03]\d{3,7}$/, 'free'],
  [/^84[0178]\d{3,7}$/, 'shared'],
  [/^(?:178|199)\d{6,7}$/, 'personal'],
  [/^(?:89\d{4,8}|(?:144|16[3-6])\d{6}|12\d{2}|4\d{4})$/, 'premium'],
  [/^(?:1\d{2,4}|55\d{8}|70\d{8})$/, 'other'], // operators' services, nomadic numbers, dial-up
]

/** Reads a number in any usual Italian spelling; undefined when nobody could be called with it. */
export function readPhoneNumber(input: string): PhoneNumber | undefined {
  const digits = dialled(input)
  if (digits === undefined) return undefined
  const international = /^(?:\+|00)(.*)/.exec(digits)?.[1]
  if (international === undefined) return italian(digits) ?? italianWithBarePrefix(digits)
  if (international.startsWith('39')) return italian(international.slice(2))
  return /^[1-9]\d{6,14}$/.test(international) ? (`+${international}` as PhoneNumber) : undefined
}

/** As people write it: `0125 555 049`, `011 555 7110`, `347 555 0182`, `+44 207 946 0958`. */
export function showPhoneNumber(number: PhoneNumber): string {
  const { prefix, rest } = split(number)
  return `${prefix} ${inGroups(rest)}`.trim()
}

/** `0125••••49`: enough for its owner to recognise (spec/security 2.4). Short service numbers are nobody's secret. */
export function maskPhoneNumber(number: PhoneNumber): string {
  const { prefix, rest } = split(number)
  return prefix ? `${prefix}••••${rest.slice(-2)}` : rest
}

/** What to dial inside Italy: `0125555049`; for a foreign number its digits with the country code. */
export function nationalDigits(number: PhoneNumber): string {
  return number.startsWith('+39') ? number.slice(3) : number.slice(1)
}

/**
 * The digit strings that a search for `input` may mean, to be looked for inside `nationalDigits`; none when the
 * input is not about a number.
 */
export function searchDigits(input: string): string[] {
  const digits = dialled(input)
  if (digits === undefined) return []
  if (digits.startsWith('+')) return [digits.replace(/^\+(?:39)?/, '')].filter(Boolean)
  const withoutPrefix = /^(?:00)?39(\d{3,})$/.exec(digits)?.[1]
  return withoutPrefix === undefined ? [digits] : [digits, withoutPrefix]
}

/** What kind of number it is, by its prefix. Only `geographic` numbers are lines of their own. */
export function numberType(number: PhoneNumber): PhoneNumberType {
  return number.startsWith('+39') ? (italianType(number.slice(3)) ?? 'other') : 'foreign'
}

/** Longer than any spelling of a number; nothing longer is worth reading. */
const longestInput = 64
// NFKC has turned full-width forms and no-break spaces into plain ones; what is left are dashes and the
// invisible marks that come along when a number is copied from a contact card.
const separators = /[\s./()\-\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** Digits with an optional leading plus, or undefined when anything else is left. */
function dialled(input: string): string | undefined {
  if (input.length > longestInput) return undefined
  const text = input.normalize('NFKC').trim().replace(/^tel:/i, '')
  const foreign = /^(?:\+|00)(?!39|37[89])/.test(text)
  // "+44 (0)20 …": that zero is dialled only inside the country. In Italy and San Marino it always is.
  const digits = (foreign ? text.replace('(0)', '') : text).replace(separators, '')
  return /^\+?\d+$/.test(digits) ? digits : undefined
}

function italian(national: string): PhoneNumber | undefined {
  return italianType(national) ? (`+39${national}` as PhoneNumber) : undefined
}

/** `39 0125 …` without plus. Up to ten digits it is a mobile number that begins with 39x. */
function italianWithBarePrefix(digits: string): PhoneNumber | undefined {
  return digits.startsWith('39') && digits.length > 10 ? italian(digits.slice(2)) : undefined
}

function italianType(national: string): PhoneNumberType | undefined {
  if (/^0\d{5,10}$/.test(national)) return districtOf(national) ? 'geographic' : undefined
  return nationalShapes.find(([shape]) => shape.test(national))?.[1]
}

/** Country codes of one and two digits; all others have three (ITU-T E.164). */
const shortCountryCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/

function split(number: PhoneNumber): { prefix: string; rest: string } {
  const digits = nationalDigits(number)
  if (number === `+${digits}`) {
    const country = shortCountryCode.exec(digits)?.[0] ?? digits.slice(0, 3)
    return { prefix: `+${country}`, rest: digits.slice(country.length) }
  }
  const longest = digits.startsWith('55') ? 2 : 3
  const prefix = districtOf(digits) ?? (digits.length < 6 || digits.startsWith('116') ? '' : digits.slice(0, longest))
  return { prefix, rest: digits.slice(prefix.length) }
}

/** Groups of three or four, the longer ones last: 3-3, 3-4, 4-4, 3-3-4. */
function inGroups(digits: string): string {
  const groups = Math.max(1, Math.ceil(digits.length / 4))
  const ends = Array.from({ length: groups + 1 }, (_, i) => Math.floor((i * digits.length) / groups))
  return ends
    .slice(1)
    .map((end, i) => digits.slice(ends[i], end))
    .join(' ')
}

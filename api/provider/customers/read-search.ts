import { searchTerms } from '#domain/directory/search-text.ts'
import { type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'

/** What somebody at the desk may mean by a few words: a name, a VAT or contract number, a telephone number. */
export type CustomerSearch = {
  /** Each occurs in name, VAT number or contract number. */
  readonly words: readonly string[]
  /** How a number of theirs begins, in E.164. */
  readonly beginnings: readonly string[]
  /** A whole number. */
  readonly number: PhoneNumber | undefined
}

/** Fewer digits are the beginning of too many numbers to mean any. */
const fewestDigits = 3

export function readSearch(typed: string): CustomerSearch {
  // "IT 0987 6540 012" is the same VAT number as "09876540012".
  const asked = /^\s*it[\s\d.]{8,}$/i.test(typed) ? typed.replace(/^\s*it/i, '') : typed
  const [only, ...others] = searchTerms(asked)
  if (only === undefined || others.length > 0 || !/^\d+$/.test(only))
    return { words: only === undefined ? [] : [only, ...others], beginnings: [], number: undefined }
  const number = readPhoneNumber(asked)
  // What reads as a whole number may still be the beginning of a longer one, written with or without +39.
  const spellings = [number ?? `+39${only}`, ...(!number && /^39\d{3}/.test(only) ? [`+${only}`] : [])]
  const beginnings = only.length < fewestDigits ? [] : spellings
  return { words: [only], beginnings, number }
}

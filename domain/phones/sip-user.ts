import { nationalDigits, type PhoneNumber } from '../phone-number.ts'

/** What a line's SIP users begin with: its extension, or the last three digits of its number. */
export function sipUserStem(line: { readonly extension: string; readonly number: PhoneNumber }): string {
  return line.extension === '' ? nationalDigits(line.number).slice(-3) : line.extension
}

/**
 * The next name that no phone of the company ever had: `049-1`, `049-2`. A name is not used twice, so that a forgotten
 * phone with an old secret is nobody, and never somebody else.
 * @param taken every name of the domain that begins with the stem, removed ones too
 */
export function nextSipUser(stem: string, taken: readonly string[]): string {
  const counts = taken.map((user) => Number(user.slice(stem.length + 1))).filter(Number.isSafeInteger)
  return `${stem}-${Math.max(0, ...counts) + 1}`
}

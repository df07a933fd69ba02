import { commonPins } from './common-pins.ts'

/**
 * PIN of call services (spec/security 2.10): six digits. Four-digit PINs come only from an imported switchboard and
 * must be changed when they are next used.
 */
export const pinLength = { chosen: 6, imported: 4 } as const

export type PinFlaw =
  | 'not-digits'
  | 'wrong-length'
  /** One digit, or a group of two or three, again and again: 111111, 121212, 123123. */
  | 'repeated'
  /** Every step from digit to digit is the same: 123456, 654321, 135791. */
  | 'sequence'
  | 'palindrome'
  /** A piece of one's own number, or one's extension inside it. */
  | 'own-number'
  | 'too-common'

/** Worth a word, but somebody's lucky day is still theirs to choose. */
export type PinWarning = 'looks-like-date'

export type PinVerdict = { readonly flaws: readonly PinFlaw[]; readonly warnings: readonly PinWarning[] }

/** Digits of an extension shorter than this are in one PIN out of twenty. */
const shortestExtension = 3

/** @param ownNumbers the line's number and extension, in any spelling. */
export function checkPin(pin: string, ownNumbers: readonly string[]): PinVerdict {
  if (!/^\d*$/.test(pin)) return { flaws: ['not-digits'], warnings: [] }
  if (pin.length !== pinLength.chosen) return { flaws: ['wrong-length'], warnings: [] }
  const flaws: (PinFlaw | false)[] = [
    /^(\d{1,3})\1+$/.test(pin) && 'repeated',
    isSequence(pin) && 'sequence',
    pin === [...pin].reverse().join('') && 'palindrome',
    ownNumbers.some((number) => isPieceOf(pin, number)) && 'own-number',
    commonPins.has(pin) && 'too-common',
  ]
  return {
    flaws: flaws.filter((flaw) => flaw !== false),
    warnings: looksLikeDate(pin) ? ['looks-like-date'] : [],
  }
}

/** An imported PIN still opens the mailbox once, and then has to be replaced. */
export function pinMustChange(pin: string): boolean {
  return pin.length !== pinLength.chosen
}

function isSequence(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10)
  return steps[0] !== 0 && steps.every((step) => step === steps[0])
}

function isPieceOf(pin: string, number: string): boolean {
  const digits = number.replace(/\D/g, '')
  return digits.length >= shortestExtension && (digits.includes(pin) || pin.includes(digits))
}

/** DDMMYY or YYMMDD. Two digits of a year always name one in the last hundred. */
function looksLikeDate(pin: string): boolean {
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number) as [number, number, number]
  return isDay(a, b, c) || isDay(c, b, a)
}

function isDay(day: number, month: number, year: number): boolean {
  // The leap years of 19xx and 20xx share their last two digits, except 1900, which is over a century ago.
  const date = new Date(Date.UTC(2000 + year, month - 1, day))
  return day > 0 && month > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

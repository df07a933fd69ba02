import { numberType, type PhoneNumber, readPhoneNumber } from '../phone-number.ts'

export type NumberBlock = { readonly first: PhoneNumber; readonly last: PhoneNumber }

/**
 * The unbroken ranges that a company's numbers form (spec/product B8). Numbers of different lengths never make one
 * range: `0125 1` is not the neighbour of `0125 02`.
 */
export function numberBlocks(numbers: Iterable<PhoneNumber>): NumberBlock[] {
  const inOrder = [...new Set(numbers)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  const blocks: { first: PhoneNumber; last: PhoneNumber }[] = []
  for (const number of inOrder) {
    const open = blocks.at(-1)
    if (open !== undefined && isNext(open.last, number)) open.last = number
    else blocks.push({ first: number, last: number })
  }
  return blocks
}

function isNext(before: PhoneNumber, number: PhoneNumber): boolean {
  return before.length === number.length && BigInt(number.slice(1)) - BigInt(before.slice(1)) === 1n
}

/** Whether one of the ranges holds the number. */
export function liesIn(blocks: readonly NumberBlock[], number: string): boolean {
  return blocks.some(({ first, last }) => number.length === first.length && first <= number && number <= last)
}

/** The most numbers that one range may have: a GNR of four last digits. */
export const longestBlock = 10_000

export type BlockFlaw = 'block-unreadable' | 'block-not-geographic' | 'block-upside-down' | 'block-too-long'

/** A range as somebody types it, from the first number to the last; with one number only, that one alone. */
export function readBlock(typed: { readonly first: string; readonly last: string }): NumberBlock | BlockFlaw {
  const first = readPhoneNumber(typed.first)
  const last = typed.last.trim() === '' ? first : readPhoneNumber(typed.last)
  if (first === undefined || last === undefined) return 'block-unreadable'
  if (numberType(first) !== 'geographic' || numberType(last) !== 'geographic') return 'block-not-geographic'
  if (first.length !== last.length || last < first) return 'block-upside-down'
  return BigInt(last.slice(1)) - BigInt(first.slice(1)) >= BigInt(longestBlock) ? 'block-too-long' : { first, last }
}

/** How many numbers the ranges hold. */
export const sizeOf = (blocks: readonly NumberBlock[]): number =>
  blocks.reduce((sum, { first, last }) => sum + Number(BigInt(last.slice(1)) - BigInt(first.slice(1))) + 1, 0)

/** Do two ranges share a number? Only numbers of one length are compared. */
export const overlap = (one: NumberBlock, other: NumberBlock): boolean =>
  one.first.length === other.first.length && one.first <= other.last && other.first <= one.last

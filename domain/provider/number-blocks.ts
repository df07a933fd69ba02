import type { PhoneNumber } from '../phone-number.ts'

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

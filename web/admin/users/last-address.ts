import type { ListAddress } from './list-state.ts'

let last: ListAddress = {}

/** The list as it was last on screen, for the way back to it from somewhere else. */
export const lastAddress = (): ListAddress => last

export function rememberAddress(address: ListAddress): void {
  last = address
}

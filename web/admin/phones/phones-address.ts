import type { Phone } from '../../pbx/phones/phone.ts'

export type PhonesState = { search?: string; state?: Phone['state'] | undefined; page: number }

export const phoneStates = ['online', 'offline', 'never', 'disabled'] as const

/** What the address says of the list; what makes no sense is left out. */
export function readPhonesAddress(address: Readonly<Record<string, unknown>>): PhonesState {
  const search = typeof address.cerca === 'string' ? address.cerca.trim().slice(0, 80) : ''
  const state = phoneStates.find((one) => one === address.stato)
  const page = Number(address.pagina)
  return {
    ...(search ? { search } : {}),
    ...(state ? { state } : {}),
    page: Number.isSafeInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
  }
}

export function writePhonesAddress({ search, state, page }: PhonesState): Record<string, string> {
  return {
    ...(search ? { cerca: search } : {}),
    ...(state ? { stato: state } : {}),
    ...(page > 1 ? { pagina: String(page) } : {}),
  }
}

/** What decides which customers are on screen; all of it lives in the address. */
export const states = ['draft', 'active', 'suspended', 'closed'] as const
export type CustomerState = (typeof states)[number]
export const orders = ['requests', 'name'] as const

export type CustomerList = {
  readonly search: string
  readonly state: CustomerState | undefined
  readonly order: (typeof orders)[number]
  readonly page: number
}

/** Reads an address, perhaps shortened or mistyped: what makes no sense is left out. */
export function readAddress(address: Readonly<Record<string, unknown>>): CustomerList {
  const text = (name: string): string => String(address[name] ?? '')
  const page = Number(text('pagina'))
  return {
    search: text('cerca').slice(0, 80),
    state: states.find((state) => state === text('stato')),
    order: orders.find((order) => order === text('ordine')) ?? 'requests',
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  }
}

/** The shortest address of a list: what is as usual is not written. */
export const writeAddress = ({ search, state, order, page }: CustomerList): Record<string, string> => ({
  ...(search ? { cerca: search } : {}),
  ...(state ? { stato: state } : {}),
  ...(order === 'requests' ? {} : { ordine: order }),
  ...(page === 1 ? {} : { pagina: String(page) }),
})

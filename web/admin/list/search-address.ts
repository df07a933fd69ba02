/** Search and page of a list, as the address keeps them. */
export type SearchState = { readonly search?: string; readonly page: number }

/** What the address says of the list; what makes no sense is left out. */
export function readSearch(address: Readonly<Record<string, unknown>>): SearchState {
  const search = typeof address.cerca === 'string' ? address.cerca.trim().slice(0, 80) : ''
  const page = Number(address.pagina)
  return {
    ...(search ? { search } : {}),
    page: Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  }
}

export function writeSearch({ search, page }: SearchState): Record<string, string> {
  return { ...(search ? { cerca: search } : {}), ...(page > 1 ? { pagina: String(page) } : {}) }
}

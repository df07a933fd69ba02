import { useNavigate, useSearch } from '@tanstack/react-router'
import { readSearch, type SearchState, writeSearch } from './search-address.ts'

export type ChangeSearch = (part: Partial<SearchState>, replace?: boolean) => void

/** The list’s search and page in the address: reloaded, shared and gone back to as they are. */
export function useSearchState(): [SearchState, ChangeSearch] {
  const state = readSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  const change: ChangeSearch = (part, replace = false) =>
    void navigate({ to: '.', search: writeSearch({ ...state, page: 1, ...part }), replace, resetScroll: false })
  return [state, change]
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import { rememberAddress } from './last-address.ts'
import { type ListState, readAddress, writeAddress } from './list-state.ts'

export type ChangeList = (change: Partial<ListState>, how?: { replace?: boolean }) => void

/**
 * The state of the list, kept in the address so that it can be reloaded, shared, and gone back to. Any change but
 * the page itself begins at the first page.
 */
export function useListState(): [ListState, ChangeList] {
  const address = useSearch({ strict: false })
  const navigate = useNavigate()
  const state = useMemo(() => readAddress(address), [address])
  useEffect(() => rememberAddress(writeAddress(state)), [state])
  const change = useCallback<ChangeList>(
    (part, { replace = false } = {}) => {
      const search = (now: Readonly<Record<string, unknown>>) => writeAddress({ ...readAddress(now), page: 1, ...part })
      void navigate({ to: '.', search, replace, resetScroll: false })
    },
    [navigate],
  )
  return [state, change]
}

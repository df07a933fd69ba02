import { useCallback, useMemo, useState } from 'react'
import { filterOf, type ListState } from '../users/list-state.ts'
import { mostChosen, type Selection } from './selection.ts'

type Chosen = { readonly key: string; readonly ids: ReadonlySet<string>; readonly all: boolean }
const nothing: ReadonlySet<string> = new Set()

/** The lines ticked in the list, on every page of it; another search begins with none. */
export function useSelection(state: ListState, total: number | undefined) {
  const filter = useMemo(() => ({ ...filterOf(state), descending: state.descending }), [state])
  const { sort: _sort, descending: _descending, ...narrowing } = filter
  const key = JSON.stringify(narrowing)
  const [chosen, setChosen] = useState<Chosen>({ key, ids: nothing, all: false })
  const current = chosen.key === key ? chosen : { key, ids: nothing, all: false }

  /** False when there would be too many of them. */
  const toggle = useCallback(
    (ids: readonly string[], on: boolean): boolean => {
      const now = chosen.key === key ? chosen.ids : nothing
      const next = new Set(now)
      for (const id of ids) on ? next.add(id) : next.delete(id)
      if (next.size > mostChosen) return false
      setChosen({ key, ids: next, all: false })
      return true
    },
    [chosen, key],
  )
  const clear = useCallback(() => setChosen({ key, ids: nothing, all: false }), [key])
  const count = current.all ? (total ?? 0) : current.ids.size
  const selection: Selection = current.all ? { filter, count } : { lineIds: [...current.ids] }
  return {
    ids: current.ids,
    all: current.all,
    count,
    selection,
    toggle,
    clear,
    chooseAll: () => setChosen({ key, ids: nothing, all: true }),
  }
}

export type ListSelection = ReturnType<typeof useSelection>

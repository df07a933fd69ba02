import { Suspense, useDeferredValue, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import type { Line } from '../../pbx/line.ts'
import { useApi } from '../../shell/queries.ts'
import type { LineAction } from '../acting/line-action.ts'
import { PickedNote } from '../bulk/PickedNote.tsx'
import type { ListSelection } from '../bulk/useSelection.ts'
import { FoundCount } from './FoundCount.tsx'
import { type ListState, queryOf } from './list-state.ts'
import { NobodyFound } from './NobodyFound.tsx'
import { Pager } from './Pager.tsx'
import { UserCards } from './UserCards.tsx'
import { UsersTable } from './UsersTable.tsx'
import type { ChangeList } from './useListState.ts'
import './UsersList.css'

type Props = {
  state: ListState
  onChange: ChangeList
  onAction: (line: Line, action: LineAction) => void
  picked: ListSelection
}

/** Asks for the page of lines that the address describes. */
export const useLines = (state: ListState) => useApi('GET /api/directory/lines', { query: queryOf(state) })

/** The lines that the filters find, a page of them: a table, or cards on a telephone. */
export function UsersList({ state, onChange, onAction, picked }: Props) {
  const { t } = useTranslation('directory')
  const narrow = useNarrow()
  const { data, error, isPlaceholderData, refetch } = useLines(state)
  // The first rows are drawn a few at a time, so that the page answers meanwhile.
  const lines = useDeferredValue(data?.lines, undefined)
  const pages = data ? Math.max(1, Math.ceil(data.total / state.size)) : 1
  const beyond = data !== undefined && !isPlaceholderData && state.page > pages
  // A shared link, or a list that has become shorter: the last page there is.
  useEffect(() => {
    if (beyond) onChange({ page: pages }, { replace: true })
  }, [beyond, pages, onChange])

  if (error) {
    const { requestId } = error.facts
    const code = typeof requestId === 'string' ? requestId : undefined
    return <LoadError title={t('list.error')} code={code} onRetry={() => void refetch()} />
  }
  const Rows = narrow ? UserCards : UsersTable
  return (
    <>
      <FoundCount total={isPlaceholderData ? undefined : data?.total} />
      {data && picked.count > 0 && (
        <Suspense fallback={null}>
          <PickedNote picked={picked} total={data.total} />
        </Suspense>
      )}
      <div className="users-list" aria-busy={isPlaceholderData || !data}>
        {data?.total === 0 ? (
          <NobodyFound state={state} onChange={onChange} />
        ) : (
          <Rows lines={lines ?? []} state={state} onChange={onChange} onAction={onAction} picked={picked}>
            {!lines && <SkeletonRows rows={narrow ? 8 : state.size} height={narrow ? 132 : 48} />}
          </Rows>
        )}
      </div>
      {data && lines && data.total > 0 && <Pager total={data.total} state={state} onChange={onChange} />}
    </>
  )
}

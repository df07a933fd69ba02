import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api.ts'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { CardError } from '../CardError.tsx'
import type { ListState } from './calls.ts'
import { DayList } from './DayList.tsx'
import { NothingHere } from './NothingHere.tsx'

type Query<Row> = {
  data: readonly Row[] | undefined
  error: Problem | null
  refetch: () => unknown
  isPlaceholderData: boolean
  hasNextPage: boolean
  fetchNextPage: () => unknown
  isFetchingNextPage: boolean
}

type Props<Row> = {
  query: Query<Row>
  state: ListState
  onChange: (part: Partial<ListState>) => void
  at: (row: Row) => string
  id: (row: Row) => string
  more: string
  children: (row: Row, opened: boolean, onToggle: () => void) => ReactNode
}

/** Rows by day, page after page; one row at a time is open. */
export function PagedList<Row>({ query, state, onChange, at, id, more, children }: Props<Row>) {
  const { t } = useTranslation('call-history')
  const [open, setOpen] = useState<string | null>(null)
  const { data, error, refetch, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } = query
  if (!data && error) return <CardError title={t('loadError')} problem={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} height={60} />
  if (data.length === 0) return <NothingHere state={state} onChange={onChange} />
  return (
    <div className="calls" aria-busy={isPlaceholderData}>
      <DayList rows={data} at={at} id={id}>
        {(row) => children(row, open === id(row), () => setOpen((now) => (now === id(row) ? null : id(row))))}
      </DayList>
      {hasNextPage && (
        <Button
          variant="default"
          className="calls-more"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {more}
        </Button>
      )}
    </div>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { CardError } from '../CardError.tsx'
import { CallRow } from './CallRow.tsx'
import type { CallTab, ListState } from './calls.ts'
import { DayList } from './DayList.tsx'
import { NothingHere } from './NothingHere.tsx'
import { useCalls } from './useList.ts'

type Props = { list: CallTab; state: ListState; onChange: (part: Partial<ListState>) => void }

/** The calls of one tab; one row at a time is open. */
export function CallList({ list, state, onChange }: Props) {
  const { t } = useTranslation('call-history')
  const [open, setOpen] = useState<string | null>(null)
  const { data, error, refetch, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } = useCalls(
    list,
    state,
  )
  if (!data && error) return <CardError title={t('loadError')} problem={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} height={60} />
  if (data.length === 0) return <NothingHere state={state} onChange={onChange} />
  return (
    <div className="calls" aria-busy={isPlaceholderData}>
      <DayList rows={data} at={({ calls }) => calls[0]?.at ?? ''} id={({ calls }) => calls.at(-1)?.id ?? ''}>
        {(group) => {
          const id = group.calls.at(-1)?.id ?? ''
          return (
            <CallRow
              group={group}
              list={list}
              opened={open === id}
              onToggle={() => setOpen((now) => (now === id ? null : id))}
            />
          )
        }}
      </DayList>
      {hasNextPage && (
        <Button
          variant="default"
          className="calls-more"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </div>
  )
}

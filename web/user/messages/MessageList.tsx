import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { CardError } from '../CardError.tsx'
import type { ListState } from './calls.ts'
import { DayList } from './DayList.tsx'
import { MessageRow } from './MessageRow.tsx'
import { NothingHere } from './NothingHere.tsx'
import { useMessages } from './useList.ts'

type Props = { state: ListState; onChange: (part: Partial<ListState>) => void }

/** Voice messages; one at a time is open, and only that one speaks. */
export function MessageList({ state, onChange }: Props) {
  const { t } = useTranslation('call-history')
  const [open, setOpen] = useState<string | null>(null)
  const { data, error, refetch, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } = useMessages(state)
  if (!data && error) return <CardError title={t('loadError')} problem={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} height={60} />
  if (data.length === 0) return <NothingHere state={state} onChange={onChange} />
  return (
    <div className="calls" aria-busy={isPlaceholderData}>
      <DayList rows={data} at={({ at }) => at} id={({ id }) => id}>
        {(message) => (
          <MessageRow
            message={message}
            opened={open === message.id}
            onToggle={() => setOpen((now) => (now === message.id ? null : message.id))}
          />
        )}
      </DayList>
      {hasNextPage && (
        <Button
          variant="default"
          className="calls-more"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('moreMessages')}
        </Button>
      )}
    </div>
  )
}

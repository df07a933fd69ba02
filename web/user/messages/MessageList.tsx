import { useTranslation } from 'react-i18next'
import type { ListState } from './calls.ts'
import { MessageRow } from './MessageRow.tsx'
import { PagedList } from './PagedList.tsx'
import { useMessages } from './useList.ts'

type Props = { state: ListState; onChange: (part: Partial<ListState>) => void }

/** Voice messages; only the one that is open speaks. */
export function MessageList({ state, onChange }: Props) {
  const { t } = useTranslation('call-history')
  const query = useMessages(state)
  return (
    <PagedList
      query={query}
      state={state}
      onChange={onChange}
      at={({ at }) => at}
      id={({ id }) => id}
      more={t('moreMessages')}
    >
      {(message, opened, onToggle) => <MessageRow message={message} opened={opened} onToggle={onToggle} />}
    </PagedList>
  )
}

import { useTranslation } from 'react-i18next'
import { CallRow } from './CallRow.tsx'
import type { CallTab, Group, ListState } from './calls.ts'
import { PagedList } from './PagedList.tsx'
import { useCalls } from './useList.ts'

type Props = { list: CallTab; state: ListState; onChange: (part: Partial<ListState>) => void }

const latestOf = ({ calls }: Group): string => calls[0]?.at ?? ''
/** The oldest call stays in its group when a newer one joins it. */
const idOf = ({ calls }: Group): string => calls.at(-1)?.id ?? ''

/** The calls of one tab. */
export function CallList({ list, state, onChange }: Props) {
  const { t } = useTranslation('call-history')
  const query = useCalls(list, state)
  return (
    <PagedList query={query} state={state} onChange={onChange} at={latestOf} id={idOf} more={t('more')}>
      {(group, opened, onToggle) => <CallRow group={group} list={list} opened={opened} onToggle={onToggle} />}
    </PagedList>
  )
}

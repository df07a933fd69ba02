import { ActionIcon } from '@mantine/core'
import { IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LaterChoice } from '../../design/LaterChoice.tsx'
import { type ListState, sortFields } from './list-state.ts'
import type { ChangeList } from './useListState.ts'
import './SortChoice.css'

/** The order of the cards, which have no headings to press. */
export function SortChoice({ state, onChange }: { state: ListState; onChange: ChangeList }) {
  const { t } = useTranslation('directory')
  const Icon = state.descending ? IconSortDescending : IconSortAscending
  return (
    <div className="sort-choice">
      <LaterChoice
        label={t('filter.sort')}
        data={sortFields.map((value) => ({ value, label: t(`line.${value}`) }))}
        value={state.sort}
        onChange={(sort) => onChange({ sort })}
      />
      <ActionIcon
        variant="default"
        size={44}
        aria-label={t('list.order', { direction: t(state.descending ? 'list.descending' : 'list.ascending') })}
        onClick={() => onChange({ descending: !state.descending })}
      >
        <Icon size={20} stroke={1.7} aria-hidden="true" />
      </ActionIcon>
    </div>
  )
}

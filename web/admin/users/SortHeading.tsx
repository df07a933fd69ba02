import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type ListState, type SortField, wholeList } from './list-state.ts'
import type { ChangeList } from './useListState.ts'
import './SortHeading.css'

/** A column’s name that orders the list by it; pressed again, the other way round. */
export function SortHeading({ field, state, onChange }: { field: SortField; state: ListState; onChange: ChangeList }) {
  const { t } = useTranslation('directory')
  const current = state.sort === field
  const Icon = !current ? IconArrowsSort : state.descending ? IconArrowDown : IconArrowUp
  return (
    <th scope="col" aria-sort={!current ? 'none' : state.descending ? 'descending' : 'ascending'}>
      <button
        type="button"
        className={current ? 'sort sort-on' : 'sort'}
        onClick={() => onChange({ sort: field, descending: current ? !state.descending : wholeList.descending })}
      >
        {t(`line.${field}`)}
        <Icon size={14} stroke={2} aria-hidden="true" />
      </button>
    </th>
  )
}

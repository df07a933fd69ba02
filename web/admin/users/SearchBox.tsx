import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchField } from '../../design/SearchField.tsx'
import { useSingleKey } from '../../pbx/single-keys.ts'
import { type ListState, longestSearch } from './list-state.ts'
import { searchField } from './show-list.ts'
import type { ChangeList } from './useListState.ts'

/** What is looked for in the list of users; `/` brings one here. */
export function SearchBox({ state, onChange }: { state: ListState; onChange: ChangeList }) {
  const { t } = useTranslation('directory')
  const field = useRef<HTMLInputElement>(null)
  useSingleKey('/', () => field.current?.focus())
  return (
    <SearchField
      ref={field}
      id={searchField}
      className="filters-text"
      placeholder={t('filter.example')}
      maxLength={longestSearch}
      aria-keyshortcuts="/"
      value={state.search}
      onSearch={(search, replace) => onChange({ search }, { replace })}
      clearLabel={t('filter.clear')}
      hint={
        <kbd className="filters-key" title={t('filter.shortcut')}>
          /
        </kbd>
      }
    />
  )
}

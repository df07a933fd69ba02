import { IconMapPin } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { LaterChoice } from '../../design/LaterChoice.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import { firstAccessStates } from '../../pbx/line.ts'
import { useApi } from '../../shell/queries.ts'
import { type ListState, searchFields } from './list-state.ts'
import { QuickViews } from './QuickViews.tsx'
import { SearchBox } from './SearchBox.tsx'
import { SortChoice } from './SortChoice.tsx'
import { searchField } from './show-list.ts'
import type { ChangeList } from './useListState.ts'
import './Filters.css'

/** In place of “no filter”: a choice of its own, which is never sent. */
const all = 'all'

type Props = { state: ListState; onChange: ChangeList }

/**
 * Sede, search and first access, in the words of figure 5; on a telephone the order too. Drawn anew when they change,
 * not when rows arrive or are ticked.
 */
export const Filters = memo(function Filters({ state, onChange }: Props) {
  const { t } = useTranslation('directory')
  const { data } = useApi('GET /api/directory/sites')
  const sites = data?.sites ?? []
  return (
    <search className="filters" aria-label={t('filter.label')}>
      <LaterChoice
        className="filters-site"
        label={t('filter.site')}
        leftSection={<IconMapPin size={18} stroke={1.7} aria-hidden="true" />}
        searchable={sites.length > 12}
        nothingFoundMessage={t('filter.noSite')}
        data={[
          { value: all, label: t('filter.allSites') },
          ...sites.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={state.site ?? all}
        onChange={(value) => onChange({ site: value === all ? undefined : value })}
      />
      <div className="filters-search">
        <label className="mantine-InputWrapper-label" htmlFor={searchField}>
          {t('filter.search')}
        </label>
        <LaterChoice
          className="filters-field"
          aria-label={t('filter.field')}
          data={searchFields.map((value) => ({ value, label: t(`searchField.${value}`) }))}
          value={state.field}
          onChange={(field) => onChange({ field })}
        />
        <SearchBox state={state} onChange={onChange} />
      </div>
      <LaterChoice
        className="filters-state"
        label={t('line.firstAccess')}
        data={[
          { value: all, label: t('filter.everybody') },
          ...firstAccessStates.map((value) => ({ value, label: t(`state.${value}`) })),
        ]}
        value={state.firstAccess ?? all}
        onChange={(value) => onChange({ firstAccess: value === all ? undefined : value })}
      />
      {useNarrow() && <SortChoice state={state} onChange={onChange} />}
      <QuickViews state={state} onChange={onChange} />
    </search>
  )
})

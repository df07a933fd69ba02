import { Button } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../design/Empty.tsx'
import { useApi } from '../../shell/queries.ts'
import type { ListState } from './list-state.ts'
import { searchField } from './show-list.ts'
import type { ChangeList } from './useListState.ts'

/** A search that finds nobody (design 14g): the query again, where it looked, and the way back. */
export function NobodyFound({ state, onChange }: { state: ListState; onChange: ChangeList }) {
  const { t } = useTranslation('directory')
  const { data } = useApi('GET /api/directory/sites')
  const { search, field, site, firstAccess } = state
  const siteName = data?.sites.find(({ id }) => id === site)?.name

  const looked = [
    search && t('empty.hint'),
    siteName ? t('empty.oneSite', { site: siteName }) : t('empty.everywhere'),
    search && field !== 'any' && t('empty.oneField', { field: t(`searchField.${field}`) }),
    firstAccess && t('empty.oneState', { state: t(`state.${firstAccess}`) }),
  ].filter(Boolean)

  function clear(): void {
    onChange(search ? { search: '' } : { site: undefined, firstAccess: undefined })
    // The button is about to go: what it cleared takes the focus.
    document.getElementById(searchField)?.focus()
  }

  return (
    <Empty
      icon={IconSearch}
      title={search ? t('empty.title', { search }) : t('empty.filtered')}
      text={looked.join(' ')}
      action={
        <Button variant="default" leftSection={<IconX size={18} stroke={1.8} aria-hidden="true" />} onClick={clear}>
          {t(search ? 'empty.clear' : 'empty.clearFilters')}
        </Button>
      }
    />
  )
}

import { Button } from '@mantine/core'
import { IconMapPin, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SearchField } from '../../design/SearchField.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import { useApi } from '../../shell/queries.ts'
import { DataTabs } from '../DataTabs.tsx'
import { Pages } from '../list/Pages.tsx'
import { useSearchState } from '../list/useSearchState.ts'
import { SiteRows } from './SiteRows.tsx'
import type { Site, SiteAction } from './site.ts'
import '../list/list.css'

const SiteForm = lazy(() => import('./SiteForm.tsx'))
const SiteDialogs = lazy(() => import('./SiteDialogs.tsx'))
const ThingHistory = lazy(() => import('../audit-log/ThingHistory.tsx'))

/** Gestione dati → Sedi: where each is, what it holds, what 112 is told of it. */
export default function SitesPage() {
  const { t } = useTranslation(['sites', 'directory'])
  const [state, change] = useSearchState()
  const [open, setOpen] = useState<{ site: Site | null; action: SiteAction | 'add' } | null>(null)
  const { data, error, refetch, isPlaceholderData } = useApi('GET /api/sites', { query: state })
  const narrow = useNarrow()
  const close = () => setOpen(null)
  const add = () => setOpen({ site: null, action: 'add' })
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle tab={t('directory:tab.sites')}>{t('directory:title')}</PageTitle>
          <p className="sub">{t('directory:lead')}</p>
        </div>
        <Button leftSection={<IconPlus size={18} stroke={1.9} aria-hidden="true" />} onClick={add}>
          {t('add')}
        </Button>
      </div>
      <DataTabs current="/gestione-dati/sedi">
        <p className="sub phones-lead">{t('lead')}</p>
        <search className="list-filters" aria-label={t('searchLabel')}>
          <SearchField
            aria-label={t('searchLabel')}
            placeholder={t('search')}
            maxLength={80}
            value={state.search ?? ''}
            onSearch={(search, replace) => change({ search }, replace)}
            clearLabel={t('directory:filter.clear')}
          />
        </search>
        {error && <LoadError title={t('error')} onRetry={() => void refetch()} />}
        {!error && !data && <SkeletonRows rows={4} height={58} />}
        {data && !error && data.total === 0 && (
          <Empty
            icon={IconMapPin}
            title={state.search ? t('noneFor', { search: state.search }) : t('none')}
            text={state.search ? t('noneText') : t('lead')}
            action={
              state.search ? (
                <Button variant="default" onClick={() => change({ search: '' })}>
                  {t('clear')}
                </Button>
              ) : (
                <Button onClick={add}>{t('add')}</Button>
              )
            }
          />
        )}
        {data && !error && data.total > 0 && (
          <>
            <p className="phones-found" role="status">
              {!isPlaceholderData && t('found', { count: data.total })}
            </p>
            <SiteRows sites={data.sites} narrow={narrow} onAction={(site, action) => setOpen({ site, action })} />
            <Pages page={data.page} total={data.total} size={data.size} onPage={(page) => change({ page })} />
          </>
        )}
      </DataTabs>
      <Suspense fallback={null}>
        {(open?.action === 'add' || open?.action === 'edit') && <SiteForm site={open.site} onClose={close} />}
        {open?.action === 'history' && open.site && (
          <ThingHistory name={open.site.name} of={{ object: `site:${open.site.id}` }} onClose={close} />
        )}
        {(open?.action === 'move' || open?.action === 'remove') && open.site && (
          <SiteDialogs
            site={open.site}
            action={open.action}
            onMove={() => setOpen({ site: open.site, action: 'move' })}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  )
}

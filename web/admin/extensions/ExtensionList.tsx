import { Button } from '@mantine/core'
import { IconHistory, IconPencil, IconUserSearch } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { SearchField } from '../../design/SearchField.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { ListTable } from '../list/ListTable.tsx'
import { Pages } from '../list/Pages.tsx'
import { RowMenu } from '../list/RowMenu.tsx'
import { useSearchState } from '../list/useSearchState.ts'
import type { Line } from './plan.ts'

const AssignDialog = lazy(() => import('./AssignDialog.tsx'))
const ThingHistory = lazy(() => import('../audit-log/ThingHistory.tsx'))

/** Every line by its extension: a table, or cards on a telephone. */
export function ExtensionList() {
  const { t } = useTranslation(['dial-plan', 'directory'])
  const [state, change] = useSearchState()
  const narrow = useNarrow()
  const [open, setOpen] = useState<{ line: Line; action: 'change' | 'history' } | null>(null)
  const { data, error, refetch } = useApi('GET /api/directory/lines', { query: { ...state, sort: 'extension' } })
  const close = () => setOpen(null)
  const menuOf = (line: Line) => (
    <RowMenu
      label={t('actions')}
      name={t('actionsOf', { name: line.name })}
      actions={[
        {
          key: 'change',
          label: t('extensions.list.change'),
          icon: IconPencil,
          run: () => setOpen({ line, action: 'change' }),
        },
        {
          key: 'history',
          label: t('extensions.list.history'),
          icon: IconHistory,
          run: () => setOpen({ line, action: 'history' }),
        },
      ]}
    />
  )
  return (
    <section aria-labelledby="extensions-title">
      <h2 id="extensions-title" className="extensions-table-title">
        {t('extensions.list.title')}
      </h2>
      <search className="list-filters" aria-label={t('extensions.list.searchLabel')}>
        <SearchField
          aria-label={t('extensions.list.searchLabel')}
          placeholder={t('extensions.list.search')}
          maxLength={80}
          value={state.search ?? ''}
          onSearch={(search, replace) => change({ search }, replace)}
          clearLabel={t('directory:filter.clear')}
        />
      </search>
      {error && <LoadError title={t('extensions.list.error')} onRetry={() => void refetch()} />}
      {!error && !data && <SkeletonRows rows={8} height={48} />}
      {data && !error && data.total === 0 && (
        <Empty
          icon={IconUserSearch}
          title={t('extensions.list.none', { search: state.search ?? '' })}
          text={t('extensions.list.noneText')}
          action={
            <Button variant="default" onClick={() => change({ search: '' })}>
              {t('clear')}
            </Button>
          }
        />
      )}
      {data && !error && data.total > 0 && (
        <>
          <p className="phones-found" role="status">
            {t('extensions.list.found', { count: data.total })}
          </p>
          {narrow ? (
            <ul className="phones-cards" aria-label={t('extensions.list.region')}>
              {data.lines.map((line) => (
                <li key={line.id}>
                  <div className="between">
                    <div className="phones-who">
                      <Extension line={line} />
                      <bdi>{line.name}</bdi>
                      <span className="nums">
                        {showNumber(line.number)} · {line.site}
                      </span>
                    </div>
                    {menuOf(line)}
                  </div>
                </li>
              ))}
            </ul>
          ) : (
            <ListTable
              region={t('extensions.list.region')}
              caption={t('extensions.list.caption')}
              rows={data.lines}
              columns={[
                { head: t('extensions.list.extension'), cell: (line) => <Extension line={line} /> },
                { head: t('extensions.list.name'), cell: ({ name }) => <bdi>{name}</bdi> },
                { head: t('extensions.list.number'), nums: true, cell: ({ number }) => showNumber(number) },
                { head: t('extensions.list.site'), cell: ({ site }) => <bdi>{site}</bdi> },
              ]}
              actions={{ head: t('actions'), of: menuOf }}
            />
          )}
          <Pages page={data.page} total={data.total} size={data.size} onPage={(page) => change({ page })} />
        </>
      )}
      <Suspense fallback={null}>
        {open?.action === 'change' && <AssignDialog line={open.line} onClose={close} />}
        {open?.action === 'history' && (
          <ThingHistory name={open.line.name} of={{ subject: open.line.id, action: 'extension.set' }} onClose={close} />
        )}
      </Suspense>
    </section>
  )
}

function Extension({ line }: { line: Line }) {
  const { t } = useTranslation('dial-plan')
  return line.extension ? (
    <b className="nums">{line.extension}</b>
  ) : (
    <span className="sub">{t('extensions.list.missing')}</span>
  )
}

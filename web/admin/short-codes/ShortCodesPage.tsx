import { Button } from '@mantine/core'
import { IconDownload, IconHash, IconPhoneX, IconPlus, IconUpload } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, asProblem } from '../../api.ts'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SearchField } from '../../design/SearchField.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { useNarrow } from '../../design/useNarrow.ts'
import { useApi } from '../../shell/queries.ts'
import { useFileExport } from '../../shell/useFileExport.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { DataTabs } from '../DataTabs.tsx'
import { Pages } from '../list/Pages.tsx'
import { useSearchState } from '../list/useSearchState.ts'
import { CodeRows } from './CodeRows.tsx'
import { codesOf, type Entry, type EntryAction, refreshCodes } from './entry.ts'
import '../list/list.css'

const CodeForm = lazy(() => import('./CodeForm.tsx'))
const CodeUsers = lazy(() => import('./CodeUsers.tsx'))
const ImportDialog = lazy(() => import('./ImportDialog.tsx'))
const ThingHistory = lazy(() => import('../audit-log/ThingHistory.tsx'))

type Open = { entry: Entry | null; action: Exclude<EntryAction, 'remove'> | 'add' | 'import' }

/** Gestione dati → Codici brevi (guide figure 5): a few digits in place of a number, on every phone of the company. */
export default function ShortCodesPage() {
  const { t } = useTranslation(['dial-plan', 'directory'])
  const [state, change] = useSearchState()
  const [open, setOpen] = useState<Open | null>(null)
  const navigate = useNavigate()
  const say = useProblemText()
  const narrow = useNarrow()
  const { busy, save } = useFileExport()
  const { data, error, refetch, isPlaceholderData } = useApi('GET /api/short-codes', { query: state })
  const add = () => setOpen({ entry: null, action: 'add' })
  const close = () => setOpen(null)

  /** At once, with a way back: nobody’s calls change but those to this code (DESIGN.md 5). */
  async function remove(entry: Entry): Promise<void> {
    const code = codesOf(entry)
    try {
      await api('DELETE /api/short-codes/:entryId', { params: { entryId: entry.id } })
      await refreshCodes()
      toastDone(t('codes.removed', { code }), () => {
        const { first, count, label, visible, number } = entry
        api('POST /api/short-codes', { body: { first, count, label, visible, to: number } })
          .then(refreshCodes)
          .then(
            () => toastDone(t('codes.restored', { code })),
            (failed) => toastError(say(asProblem(failed))),
          )
      })
    } catch (failed) {
      toastError(say(asProblem(failed)))
    }
  }

  const act = (entry: Entry, action: EntryAction) =>
    action === 'remove' ? void remove(entry) : setOpen({ entry, action })
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle tab={t('directory:tab.shortCodes')}>{t('directory:title')}</PageTitle>
          <p className="sub">{t('directory:lead')}</p>
        </div>
        <div className="list-actions">
          <Button
            variant="default"
            leftSection={<IconDownload size={18} stroke={1.8} aria-hidden="true" />}
            loading={busy}
            onClick={() =>
              save({
                name: `${t('codes.file')}-${new Date().toISOString().slice(0, 10)}.csv`,
                load: () => api('POST /api/short-codes/export'),
                done: t('codes.exported'),
              })
            }
          >
            {t('codes.export')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconUpload size={18} stroke={1.8} aria-hidden="true" />}
            onClick={() => setOpen({ entry: null, action: 'import' })}
          >
            {t('codes.import')}
          </Button>
          <Button leftSection={<IconPlus size={18} stroke={1.9} aria-hidden="true" />} onClick={add}>
            {t('codes.add')}
          </Button>
        </div>
      </div>
      <DataTabs current="/gestione-dati/codici-brevi">
        <p className="sub phones-lead">{t('codes.lead')}</p>
        <search className="list-filters" aria-label={t('codes.searchLabel')}>
          <SearchField
            aria-label={t('codes.searchLabel')}
            placeholder={t('codes.search')}
            maxLength={80}
            value={state.search ?? ''}
            onSearch={(search, replace) => change({ search }, replace)}
            clearLabel={t('directory:filter.clear')}
          />
          <Button
            variant="default"
            leftSection={<IconPhoneX size={18} stroke={1.8} aria-hidden="true" />}
            onClick={() => void navigate({ to: '/gestione-dati/chiamanti-rifiutati' })}
          >
            {t('codes.blocks')}
          </Button>
        </search>
        {error && <LoadError title={t('codes.error')} onRetry={() => void refetch()} />}
        {!error && !data && <SkeletonRows rows={6} height={58} />}
        {data && !error && data.total === 0 && (
          <Empty
            icon={IconHash}
            title={state.search ? t('codes.noneFor', { search: state.search }) : t('codes.none')}
            text={state.search ? t('codes.noneForText') : t('codes.noneText')}
            action={
              state.search ? (
                <Button variant="default" onClick={() => change({ search: '' })}>
                  {t('clear')}
                </Button>
              ) : (
                <Button onClick={add}>{t('codes.add')}</Button>
              )
            }
          />
        )}
        {data && !error && data.total > 0 && (
          <>
            <p className="phones-found" role="status">
              {!isPlaceholderData && t('codes.found', { count: data.total })}
            </p>
            <CodeRows entries={data.entries} narrow={narrow} onAction={act} />
            <Pages page={data.page} total={data.total} size={data.size} onPage={(page) => change({ page })} />
          </>
        )}
      </DataTabs>
      <Suspense fallback={null}>
        {(open?.action === 'add' || open?.action === 'edit') && <CodeForm entry={open.entry} onClose={close} />}
        {open?.action === 'import' && <ImportDialog onClose={close} />}
        {open?.action === 'users' && open.entry && <CodeUsers entry={open.entry} onClose={close} />}
        {open?.action === 'history' && open.entry && (
          <ThingHistory name={codesOf(open.entry)} of={{ object: `short-code:${open.entry.id}` }} onClose={close} />
        )}
      </Suspense>
    </>
  )
}

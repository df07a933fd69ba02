import { Button, TextInput } from '@mantine/core'
import { IconDownload, IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, type Problem } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { Pill } from '../../design/Pill.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { showInstant } from '../../pbx/show-time.ts'
import { useApi } from '../../shell/queries.ts'
import { useFileExport } from '../../shell/useFileExport.ts'
import { ChainCheck } from './ChainCheck.tsx'
import { EventFacts } from './EventFacts.tsx'
import { type LogEvent, useEventWords } from './event.ts'
import { LineChoice } from './LineChoice.tsx'
import { type LogState, type Role, readLogAddress, roles, writeLogAddress } from './log-address.ts'
import { RestoreButton } from './RestoreButton.tsx'
import '../list/list.css'
import './AuditLog.css'

const RestoreDialog = lazy(() => import('./RestoreDialog.tsx'))

type Page = Answer<'GET /api/audit-log'>
const any = 'any'

/** “Registro attività” (spec/security 4.6): what happened in the company, whoever did it. */
export default function AuditLogPage() {
  const { t } = useTranslation(['audit-log', 'activity'])
  const say = useEventWords()
  const state = readLogAddress(useSearch({ strict: false }))
  const navigate = useNavigate()
  const [restoring, setRestoring] = useState<LogEvent | null>(null)
  const { busy, save } = useFileExport()
  const change = (part: Partial<LogState>) =>
    void navigate({ to: '.', search: writeLogAddress({ ...state, ...part }), replace: true, resetScroll: false })
  const { data: known } = useApi('GET /api/audit-log/actions')
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery<
    Page,
    Problem,
    { pages: Page[] },
    unknown[],
    number | undefined
  >({
    queryKey: ['GET /api/audit-log', state],
    queryFn: ({ pageParam: after }) =>
      api('GET /api/audit-log', { query: { ...state, ...(after === undefined ? {} : { after }) } }),
    initialPageParam: undefined,
    getNextPageParam: ({ events, more }) => (more ? events.at(-1)?.id : undefined),
    placeholderData: (old) => old,
  })
  const events = data?.pages.flatMap((page) => page.events)
  const actions = (known?.actions ?? [])
    .map((action) => ({ value: action, label: say.what(action) }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('title')}</PageTitle>
          <p className="sub">{t('lead')}</p>
        </div>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.8} aria-hidden="true" />}
          loading={busy}
          onClick={() =>
            save({
              name: `${t('file')}-${new Date().toISOString().slice(0, 10)}.csv`,
              load: () => api('POST /api/audit-log/export', { body: state }),
              done: t('exported'),
            })
          }
        >
          {t('export')}
        </Button>
      </div>
      <ChainCheck />
      <div className="card">
        <search className="log-filters" aria-label={t('filters')}>
          <TextInput
            type="date"
            size="sm"
            label={t('from')}
            value={state.from ?? ''}
            max={state.to}
            onChange={(event) => change({ from: event.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            size="sm"
            label={t('to')}
            value={state.to ?? ''}
            min={state.from}
            onChange={(event) => change({ to: event.currentTarget.value || undefined })}
          />
          <Choice
            label={t('result')}
            data={[
              { value: any, label: t('anyResult') },
              { value: 'done', label: t('activity:log.result.done') },
              { value: 'refused', label: t('activity:log.result.refused') },
            ]}
            value={state.result ?? any}
            onChange={(value) => change({ result: value === any ? undefined : (value as 'done') })}
          />
          <LineChoice
            label={t('who')}
            anybody={t('anybody')}
            kinds={roles.map((role) => ({ value: role, label: t(`activity:log.role.${role}`) }))}
            value={state.actor ?? state.role ?? null}
            onChange={(value) =>
              change({
                actor: roles.some((role) => role === value) ? undefined : (value ?? undefined),
                role: roles.find((role): role is Role => role === value),
              })
            }
          />
          <LineChoice
            label={t('whom')}
            anybody={t('anyLine')}
            value={state.subject ?? null}
            onChange={(value) => change({ subject: value ?? undefined })}
          />
          <Choice
            label={t('what')}
            searchable
            data={[{ value: any, label: t('anything') }, ...actions]}
            value={state.action ?? any}
            onChange={(value) => change({ action: value === any ? undefined : value })}
          />
        </search>
        {error && <LoadError title={t('error')} onRetry={() => void refetch()} />}
        {!error && !events && <SkeletonRows rows={8} height={64} />}
        {events?.length === 0 && (
          <Empty
            icon={IconHistory}
            title={t('none')}
            text={t('noneText')}
            action={
              <Button variant="default" onClick={() => void navigate({ to: '.', search: {} as never })}>
                {t('clear')}
              </Button>
            }
          />
        )}
        {events && events.length > 0 && (
          <ol className="log-list" aria-label={t('region')}>
            {events.map((event) => (
              <Event key={event.id} event={event} onRestore={() => setRestoring(event)} />
            ))}
          </ol>
        )}
        {hasNextPage && (
          <div className="log-more">
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      <Suspense fallback={null}>
        {restoring && <RestoreDialog event={restoring} onClose={() => setRestoring(null)} />}
      </Suspense>
    </>
  )
}

function Event({ event, onRestore }: { event: LogEvent; onRestore: () => void }) {
  const { t } = useTranslation(['audit-log', 'activity'])
  const say = useEventWords()
  return (
    <li>
      <time dateTime={event.at} className="nums">
        {showInstant(event.at)}
      </time>
      <div>
        <b>{say.what(event.action)}</b>
        {event.subject && (
          <span className="sub">
            {' '}
            <bdi>{t('onWhom', { name: event.subject.name })}</bdi>
          </span>
        )}
        {event.result === 'refused' && (
          <>
            {' '}
            <Pill tone="warm">{t('activity:log.result.refused')}</Pill>
          </>
        )}
        {event.facts.restored === true && (
          <>
            {' '}
            <Pill>{t('restore.was')}</Pill>
          </>
        )}
        <EventFacts facts={event.facts} />
      </div>
      <div className="log-by">
        <bdi>{say.who(event)}</bdi>
        <span className="sub">
          {[
            event.actor.role === 'unknown' ? '' : say.role(event.actor.role),
            event.ip && t('fromWhere', { ip: event.ip }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <RestoreButton event={event} onClick={onRestore} />
      </div>
    </li>
  )
}

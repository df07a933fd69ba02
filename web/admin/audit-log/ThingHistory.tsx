import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, type Problem, serverNow } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { Pill } from '../../design/Pill.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { showRecent } from '../../pbx/show-time.ts'
import { EventFacts } from './EventFacts.tsx'
import { type LogEvent, useEventWords } from './event.ts'
import { RestoreButton } from './RestoreButton.tsx'
import './AuditLog.css'

const RestoreDialog = lazy(() => import('./RestoreDialog.tsx'))

type Page = Answer<'GET /api/audit-log'>

type Props = {
  name: string
  /** What it is about: `site:<id>`, or a line by its id. */
  of: { object: string } | { subject: string; action?: string }
  onClose: () => void
}

/** The history of one thing, read from the company’s log: who changed it, from what to what, and the way back. */
export default function ThingHistory({ name, of, onClose }: Props) {
  const { t } = useTranslation('audit-log')
  const { t: inWords } = useTranslation('activity')
  const say = useEventWords()
  const [restoring, setRestoring] = useState<LogEvent | null>(null)
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery<
    Page,
    Problem,
    { pages: Page[] },
    unknown[],
    number | undefined
  >({
    queryKey: ['GET /api/audit-log', 'history', of],
    queryFn: ({ pageParam: after }) =>
      api('GET /api/audit-log', { query: { ...of, size: 25, ...(after === undefined ? {} : { after }) } }),
    initialPageParam: undefined,
    getNextPageParam: ({ events, more }) => (more ? events.at(-1)?.id : undefined),
    staleTime: 0,
  })
  const events = data?.pages.flatMap((page) => page.events)
  return (
    <SidePanel
      title={t('history.title', { name })}
      lead={t('history.lead')}
      onClose={restoring ? () => undefined : onClose}
    >
      {!events && !error && <SkeletonRows rows={5} height={72} />}
      {!events && error && <LoadError title={t('history.error')} onRetry={() => void refetch()} />}
      {events?.length === 0 && <p className="sub">{t('history.none')}</p>}
      {events && events.length > 0 && (
        <ol className="thing-history">
          {events.map((event) => (
            <li key={event.id}>
              <div className="between">
                <b>
                  {say.happened(event)} {event.facts.restored === true && <Pill>{t('restore.was')}</Pill>}
                </b>
                <RestoreButton event={event} onClick={() => setRestoring(event)} />
              </div>
              <span className="sub">
                <bdi>{say.who(event)}</bdi> ·{' '}
                <time dateTime={event.at}>{showRecent(event.at, serverNow(), inWords)}</time>
              </span>
              <EventFacts facts={event.facts} />
            </li>
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('history.more')}
        </Button>
      )}
      <Suspense fallback={null}>
        {restoring && <RestoreDialog event={restoring} onClose={() => setRestoring(null)} />}
      </Suspense>
    </SidePanel>
  )
}

import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { Pill } from '../../design/Pill.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { showInstant } from '../show-time.ts'
import type { Names } from './draw.ts'
import './HistoryPanel.css'
import { type CallsHistory, forgetHistory, historyKey, keepState, keptState } from './line-calls.ts'
import { useCallsHere } from './useCalls.ts'
import { useSettingWords } from './useSettingWords.ts'

type Change = CallsHistory['changes'][number]

/** Each change with who made it, by which way, what was before; and the way back (spec/product 7.2 idea 4). */
export default function HistoryPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('call-settings')
  const { api, names: known } = useCallsHere()
  const history = useInfiniteQuery({
    queryKey: historyKey(api),
    queryFn: ({ pageParam: before }) => api.history(before === undefined ? {} : { before }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ changes, more }) => (more ? changes.at(-1)?.version : undefined),
  })
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = history
  const changes = data?.pages.flatMap((page) => page.changes)
  const people = data?.pages.flatMap((page) => page.people) ?? []
  const names: Names = {
    ...known,
    lines: new Map([...known.lines, ...people.map((one) => [one.lineId, one] as const)]),
  }
  return (
    <SidePanel title={t('history.title')} lead={t('history.lead')} onClose={onClose}>
      {!changes && !error && <SkeletonRows rows={6} height={76} />}
      {!changes && error && <LoadError title={t('history.error')} onRetry={() => void refetch()} />}
      {changes?.length === 0 && <p className="calls-none">{t('history.none')}</p>}
      {changes && changes.length > 0 && (
        <ol className="changes">
          {changes.map((change) => (
            <li key={change.id}>
              <OneChange change={change} names={names} />
            </li>
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('history.more')}
        </Button>
      )}
    </SidePanel>
  )
}

function OneChange({ change, names }: { change: Change; names: Names }) {
  const { t } = useTranslation('call-settings')
  const { api, state, now, zone, inWords } = useCallsHere()
  const say = useSettingWords(names, now, zone)
  const [busy, setBusy] = useState(false)
  const setting = t(`setting.${change.setting}`)
  const when = showInstant(change.at, zone)

  async function restore(): Promise<void> {
    setBusy(true)
    try {
      keepState(api, await api.restore(change.id, (keptState(api) ?? state).version))
      forgetHistory(api)
      toastDone(t('history.restored'))
    } catch (error) {
      toastError(inWords(asProblem(error)))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className="change-words">
        <b>
          {setting} {change.restored && <Pill>{t('history.wasRestored')}</Pill>}
        </b>
        <span>
          {t('history.fromTo', {
            before: say(change.setting, change.before),
            after: say(change.setting, change.after),
          })}
        </span>
        <span className="change-who">
          <time dateTime={change.at} className="nums">
            {when}
          </time>{' '}
          · {t(`history.by.${change.by}`, { name: change.name, code: change.code ?? '' })}
          {change.proposedBy !== null && ` · ${t('history.proposedBy', { name: change.proposedBy })}`}
        </span>
      </div>
      {/* The lock asks for the PIN: it is changed where the PIN is asked for. */}
      {change.setting !== 'barring' && (
        <Button
          variant="default"
          loading={busy}
          aria-label={t('history.restoreOf', { setting, when })}
          onClick={() => void restore()}
        >
          {t('history.restore')}
        </Button>
      )}
    </>
  )
}

import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { CallsCard, CallsReadOnly } from '../../pbx/calls/CallsCard.tsx'
import { CallsSkeleton } from '../../pbx/calls/CallsSkeleton.tsx'
import { type CallsState, ownCalls } from '../../pbx/calls/line-calls.ts'
import { CallsContext, useCalls, useCallsState } from '../../pbx/calls/useCalls.ts'
import { CardError } from '../CardError.tsx'
import { CallsBanner } from './CallsBanner.tsx'

/** One’s own “Stato del telefono”: on its way, as it stands, or as it last stood while nobody answers (screen 14h). */
export function MyCalls() {
  const { t } = useTranslation('call-handling')
  const { data, error, dataUpdatedAt, refetch, isFetching } = useCallsState(ownCalls)
  // What comes after the page is drawn a little at a time, beside it.
  const here = useDeferredValue(data !== undefined || error !== null)
  if (!here || (!data && !error)) return <CallsSkeleton />
  if (!data) {
    return (
      <>
        <CallsBanner busy={isFetching} onRetry={() => void refetch()} />
        <div className="card">
          <CardError title={t('banner.error')} problem={error!} onRetry={() => void refetch()} />
        </div>
      </>
    )
  }
  return (
    <>
      {error && <CallsBanner at={dataUpdatedAt} busy={isFetching} onRetry={() => void refetch()} />}
      <Mine state={data} stale={error ? dataUpdatedAt : null} />
    </>
  )
}

function Mine({ state, stale }: { state: CallsState; stale: number | null }) {
  const calls = useCalls(ownCalls, state, null)
  return <CallsContext value={calls}>{stale === null ? <CallsCard /> : <CallsReadOnly at={stale} />}</CallsContext>
}

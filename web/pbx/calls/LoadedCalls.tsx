import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../../design/LoadError.tsx'
import type { CallsApi, CallsState } from './line-calls.ts'
import { CallsContext, useCalls, useCallsState } from './useCalls.ts'

type Props = {
  api: CallsApi
  /** The called name of whose line it is, when it is not one’s own. */
  theirs: string | null
  /** As tall as what will stand there. */
  skeleton: ReactNode
  children: ReactNode
}

/** Draws its children once the line’s call settings are here. */
export function LoadedCalls({ api, theirs, skeleton, children }: Props) {
  const { t } = useTranslation('call-settings')
  const { data, error, refetch } = useCallsState(api)
  if (data) {
    return (
      <Loaded api={api} theirs={theirs} state={data}>
        {children}
      </Loaded>
    )
  }
  if (!error) return skeleton
  const { requestId } = error.facts
  return (
    <div className="card">
      <LoadError
        title={t('error')}
        code={typeof requestId === 'string' ? requestId : undefined}
        onRetry={() => void refetch()}
      />
    </div>
  )
}

function Loaded({ api, theirs, state, children }: Omit<Props, 'skeleton'> & { state: CallsState }) {
  const calls = useCalls(api, state, theirs)
  return <CallsContext value={calls}>{children}</CallsContext>
}

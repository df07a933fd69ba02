import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { calledName } from '../../pbx/called-name.ts'
import { CallsCard } from '../../pbx/calls/CallsCard.tsx'
import { CallsSkeleton } from '../../pbx/calls/CallsSkeleton.tsx'
import { LoadedCallSettings } from '../../pbx/calls/LoadedCallSettings.tsx'
import { LoadedCalls } from '../../pbx/calls/LoadedCalls.tsx'
import { callsOf } from '../../pbx/calls/line-calls.ts'
import type { Line } from '../../pbx/line.ts'
import type { LiveGrant } from '../acting/useGrant.ts'

type Props = { line: Line; grant: LiveGrant }

const useLineCalls = ({ line, grant: { guard } }: Props) => useMemo(() => callsOf(line.id, guard), [line.id, guard])

/** “Stato del telefono” of a user, with the same controls as on the user’s Home. */
export function LineStatus(props: Props) {
  return (
    <LoadedCalls api={useLineCalls(props)} theirs={calledName(props.line.name)} skeleton={<CallsSkeleton />}>
      <CallsCard />
    </LoadedCalls>
  )
}

/** “Impostazioni di chiamata” of a user. */
export function LineCallSettings(props: Props) {
  const { t } = useTranslation('call-settings')
  const name = calledName(props.line.name)
  return <LoadedCallSettings api={useLineCalls(props)} theirs={name} lead={t('leadTheirs', { name })} />
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { CallSettings } from '../../pbx/calls/CallSettings.tsx'
import { CallsCard } from '../../pbx/calls/CallsCard.tsx'
import { CallsSkeleton } from '../../pbx/calls/CallsSkeleton.tsx'
import { LoadedCalls } from '../../pbx/calls/LoadedCalls.tsx'
import { callsOf } from '../../pbx/calls/line-calls.ts'
import type { Line } from '../../pbx/line.ts'
import { calledName } from '../../user/home/greeting.ts'
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
  return (
    <>
      <p className="sub">{t('leadTheirs', { name })}</p>
      <LoadedCalls
        api={useLineCalls(props)}
        theirs={name}
        skeleton={
          <div className="card" aria-busy="true">
            <SkeletonRows rows={11} height={61} />
          </div>
        }
      >
        <CallSettings />
      </LoadedCalls>
    </>
  )
}

import { memo, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonLine } from '../../design/Skeletons.tsx'
import { useApi } from '../../shell/queries.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { Activations } from './Activations.tsx'
import { AllDone } from './AllDone.tsx'
import { forgetCompleted, hasCompleted, rememberCompleted } from './completed-companies.ts'
import { FirstAccessCard } from './FirstAccessCard.tsx'
import type { ListState } from './list-state.ts'
import type { ChangeList } from './useListState.ts'
import './FirstAccessBoard.css'

export type Board = Answer<'GET /api/directory/first-access'>
type Props = { state: ListState; onChange: ChangeList }

/** How far the first access is, and who has just done it (design 09); gone once everybody has. */
export const FirstAccessBoard = memo(function FirstAccessBoard({ state, onChange }: Props) {
  const { t } = useTranslation('directory')
  const { company } = useFullSession().viewer
  const { data: board, error, refetch } = useApi('GET /api/directory/first-access')
  // Drawn together with the list below it, a little at a time.
  const data = useDeferredValue(board, undefined)
  const [completedBefore] = useState(() => hasCompleted(company))
  const completed = data && data.counts.completed === data.total
  useEffect(() => {
    if (completed === true) rememberCompleted(company)
    if (completed === false) forgetCompleted(company)
  }, [completed, company])

  if (error)
    return (
      <div className="card firsts-error">
        <LoadError title={t('board.error')} onRetry={() => void refetch()} />
      </div>
    )
  if (!data) return completedBefore ? null : <Waiting />
  if (completed)
    return (
      <div className="firsts">
        <AllDone company={company} />
        {data.activationsToday > 0 && <Activations board={data} />}
      </div>
    )
  const activations = data.activations.length > 0
  return (
    <div className={activations ? 'firsts firsts-two' : 'firsts'}>
      <FirstAccessCard board={data} state={state} onChange={onChange} />
      {activations && <Activations board={data} />}
    </div>
  )
})

/** Holds the place of the card, so that the table does not jump. */
function Waiting() {
  return (
    <div className="firsts" aria-hidden="true">
      <div className="card lamps">
        <div className="lamps-words lamps-waiting">
          <SkeletonLine width="70%" height={17} />
          <SkeletonLine width="90%" />
        </div>
      </div>
    </div>
  )
}

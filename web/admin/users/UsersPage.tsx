import { Suspense, startTransition, useCallback, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadChoice } from '../../design/choices.ts'
import { PageTitle } from '../../design/PageTitle.tsx'
import type { Line } from '../../pbx/line.ts'
import { fetchAfterwards } from '../../shell/afterwards.ts'
import { ActOnLine, loadActOnLine } from '../acting/dialogs.ts'
import type { Asked, LineAction } from '../acting/line-action.ts'
import { BulkBar, BulkDialog, loadBulkBar } from '../bulk/dialogs.ts'
import type { BulkAction } from '../bulk/job.ts'
import { useSelection } from '../bulk/useSelection.ts'
import { DataTabs } from '../DataTabs.tsx'
import { ContinuityNotice } from '../people/ContinuityNotice.tsx'
import { ExpiringNotice } from './ExpiringNotice.tsx'
import { ExportButton } from './ExportButton.tsx'
import { Filters } from './Filters.tsx'
import { FirstAccessBoard } from './FirstAccessBoard.tsx'
import type { ListState } from './list-state.ts'
import { UsersList, useLines } from './UsersList.tsx'
import { useBoardSettled } from './useBoardSettled.ts'
import { useListState } from './useListState.ts'
import './UsersPage.css'

/** Gestione dati → Utenti (guide figure 5): who is still to come, and every line of the company. */
export default function UsersPage() {
  const { t } = useTranslation('directory')
  const [state, change] = useListState()
  const [asked, setAsked] = useState<Asked | null>(null)
  const total = useLines(state).data?.total
  const picked = useSelection(state, total)
  const [bulk, setBulk] = useState<BulkAction | null>(null)
  const settled = useDeferredValue(useBoardSettled(), false)
  const [filtered, setFiltered] = useState(false)
  const ask = useCallback((line: Line, action: LineAction) => setAsked({ line, action }), [])
  useEffect(() => {
    if (!settled) return
    // The filters first, the list a moment later: together they would keep a slow telephone busy for too long.
    const timer = setTimeout(() => startTransition(() => setFiltered(true)))
    return () => clearTimeout(timer)
  }, [settled])
  useEffect(() => fetchAfterwards([loadActOnLine, loadChoice, loadBulkBar]), [])
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('title')}</PageTitle>
          <p className="sub">{t('lead')}</p>
        </div>
        <ExportButton state={state} />
      </div>
      <FirstAccessBoard state={state} onChange={change} />
      {settled ? (
        <>
          <ContinuityNotice />
          <ExpiringNotice />
          <DataTabs current="/gestione-dati/utenti">
            <p className="sub users-lead">{t('tab.usersLead')}</p>
            <Filters state={state} onChange={change} />
            {filtered ? (
              <UsersList state={state} onChange={change} onAction={ask} picked={picked} />
            ) : (
              <Later state={state} />
            )}
          </DataTabs>
          <Suspense fallback={null}>
            {picked.count > 0 && (
              <BulkBar count={picked.count} selection={picked.selection} onAction={setBulk} onClear={picked.clear} />
            )}
          </Suspense>
        </>
      ) : (
        <Later state={state} />
      )}
      <Suspense fallback={null}>{asked && <ActOnLine asked={asked} onClose={() => setAsked(null)} />}</Suspense>
      <Suspense fallback={null}>
        {bulk && (
          <BulkDialog
            action={bulk}
            selection={picked.selection}
            count={picked.count}
            onClose={(done) => {
              setBulk(null)
              if (done) picked.clear()
            }}
          />
        )}
      </Suspense>
    </>
  )
}

/** In place of the list for a moment: as tall as a window, and already asking for the lines. */
function Later({ state }: { state: ListState }) {
  useLines(state)
  return <div className="users-later" />
}

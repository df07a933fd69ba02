import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../../design/PageTitle.tsx'
import { ActOnLine, fetchActOnLine } from '../acting/dialogs.ts'
import type { Asked } from '../acting/line-action.ts'
import { DataTabs } from '../DataTabs.tsx'
import { ExpiringNotice } from './ExpiringNotice.tsx'
import { ExportButton } from './ExportButton.tsx'
import { Filters } from './Filters.tsx'
import { FirstAccessBoard } from './FirstAccessBoard.tsx'
import { UsersList } from './UsersList.tsx'
import { useListState } from './useListState.ts'
import './UsersPage.css'

/** Gestione dati → Utenti (guide figure 5): who is still to come, and every line of the company. */
export default function UsersPage() {
  const { t } = useTranslation('directory')
  const [state, change] = useListState()
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    // After the page’s own work is done: a click then opens the dialog at once.
    const timer = setTimeout(fetchActOnLine, 4_000)
    return () => clearTimeout(timer)
  }, [])
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
      <ExpiringNotice />
      <DataTabs current="/gestione-dati/utenti">
        <p className="sub users-lead">{t('tab.usersLead')}</p>
        <Filters state={state} onChange={change} />
        <UsersList state={state} onChange={change} onAction={(line, action) => setAsked({ line, action })} />
      </DataTabs>
      <Suspense fallback={null}>{asked && <ActOnLine asked={asked} onClose={() => setAsked(null)} />}</Suspense>
    </>
  )
}

import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useApi } from '../../shell/queries.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { BulkDialog } from '../bulk/dialogs.ts'
import { JobDialog } from '../bulk/JobDialog.tsx'
import type { BulkAction } from '../bulk/job.ts'
import type { Selection } from '../bulk/selection.ts'
import { ActivationSettings } from './ActivationSettings.tsx'
import { ActivationsList } from './ActivationsList.tsx'
import { LatestJobs } from './LatestJobs.tsx'
import { Missing } from './Missing.tsx'
import { PasteEmails } from './PasteEmails.tsx'
import { SharedPassword } from './SharedPassword.tsx'
import { Unreachable } from './Unreachable.tsx'
import './FirstAccessPage.css'

export type Cockpit = Answer<'GET /api/first-access'>
/** Something is to happen to many lines. */
export type Ask = (asked: { action: BulkAction; selection: Selection; count: number }) => void

/** The first-access cockpit (spec/product 7.2.5): everybody who is missing, how to reach them, who has come in. */
export default function FirstAccessPage() {
  const { t } = useTranslation('first-access')
  const { wholeCompany } = useFullSession().viewer
  const { data, error, refetch } = useApi('GET /api/first-access')
  const [asked, setAsked] = useState<Parameters<Ask>[0] | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  return (
    <>
      <div className="page-head">
        <div>
          <Link to="/gestione-dati/utenti" className="link first-back">
            <IconArrowLeft size={18} stroke={1.8} aria-hidden="true" />
            {t('back')}
          </Link>
          <PageTitle>{t('title')}</PageTitle>
          <p className="sub">{t('lead')}</p>
        </div>
      </div>
      {error && !data && (
        <div className="card first-card">
          <LoadError title={t('error')} onRetry={() => void refetch()} />
        </div>
      )}
      {!error && !data && (
        <div className="card first-card">
          <SkeletonRows rows={4} height={48} />
        </div>
      )}
      {data && (
        <div className="first">
          <Missing cockpit={data} onAsk={setAsked} />
          {data.reminder.unreachable > 0 && <Unreachable cockpit={data} onAsk={setAsked} />}
          <PasteEmails />
          <ActivationsList fresh={data.newActivations} />
          <SharedPassword shared={data.shared} />
          {wholeCompany && <ActivationSettings shared={data.shared} />}
          {data.jobs.length > 0 && <LatestJobs jobs={data.jobs} onOpen={setJobId} />}
        </div>
      )}
      <Suspense fallback={null}>{asked && <BulkDialog {...asked} onClose={() => setAsked(null)} />}</Suspense>
      {jobId && <JobDialog jobId={jobId} onClose={() => setJobId(null)} />}
    </>
  )
}

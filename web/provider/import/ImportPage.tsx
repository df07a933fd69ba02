import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, asProblem, Problem, type ScreenCode } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { Note } from '../../design/Note.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastError } from '../../design/toast.ts'
import { refetchQuietly, useApi } from '../../shell/queries.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { ColumnsStep } from './ColumnsStep.tsx'
import { acceptJob, importKey, type Job, rereadTarget, rowsKey } from './import.ts'
import { Preview } from './Preview.tsx'
import './Import.css'

/** A file on its way in: what its columns hold, what is wrong with its rows, and the import itself. */
export default function ImportPage() {
  const { t } = useTranslation('imports')
  const say = useProblemText()
  const { importId = '' } = useParams({ strict: false })
  const { data: job, error, refetch } = useApi(importKey, { params: { importId } })
  const [columns, setColumns] = useState(false)
  const underWay = job?.state === 'checking' || job?.state === 'applying'

  // It goes on by itself; the page only looks.
  useEffect(() => {
    if (!underWay) return
    const timer = setInterval(() => void refetchQuietly([importKey, rowsKey]), 600)
    return () => {
      clearInterval(timer)
      void refetchQuietly([importKey, rowsKey])
      rereadTarget()
    }
  }, [underWay])

  if (error) return <LoadError title={t('error')} onRetry={() => void refetch()} />
  if (!job) return <SkeletonRows rows={6} />
  const { target } = job
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('title', { file: job.fileName })}</PageTitle>
          <p className="sub">
            {target.kind === 'draft' ? t('forDraft', { name: target.name }) : t('forCompany', { name: target.name })}
            {job.sheet && ` · ${t('sheetOf', { sheet: job.sheet })}`}
          </p>
        </div>
        {(job.state === 'mapping' || job.state === 'ready') && <CancelButton job={job} words={t('preview.cancel')} />}
      </div>
      {job.interrupted && (
        <Note tone="warm" title={t('interrupted')}>
          <p>{t('interruptedText')}</p>
        </Note>
      )}
      {job.failure && !underWay && (
        <Note tone="error" title={t('failed')}>
          <p>{say(new Problem(job.failure as ScreenCode))}</p>
        </Note>
      )}
      {underWay && <UnderWay job={job} />}
      {(job.state === 'mapping' || (job.state === 'ready' && columns)) && (
        <ColumnsStep key={job.id} job={job} onChecking={() => setColumns(false)} />
      )}
      {job.state === 'ready' && !columns && <Preview job={job} onColumns={() => setColumns(true)} />}
      {(job.state === 'done' || job.state === 'cancelled') && <Ended job={job} />}
    </>
  )
}

function CancelButton({ job, words }: { job: Job; words: string }) {
  const say = useProblemText()
  const { busy, submit } = useSubmit()
  const cancel = () =>
    submit(async () => {
      try {
        acceptJob(await api('POST /api/provider/imports/:importId/cancel', { params: { importId: job.id } }))
      } catch (error) {
        toastError(say(asProblem(error)))
        void refetchQuietly([importKey])
      }
    })
  return (
    <Button variant="default" loading={busy} onClick={() => void cancel()}>
      {words}
    </Button>
  )
}

function UnderWay({ job }: { job: Job }) {
  const { t } = useTranslation('imports')
  const { done, total } = job.progress ?? { done: 0, total: job.rows }
  const words = t(job.state === 'checking' ? 'progress.checking' : 'progress.applying')
  return (
    <section className="card step-card import-progress">
      <p className="h2" role="status">
        {words}
      </p>
      <progress aria-label={words} value={done} max={Math.max(1, total)} />
      <p className="sub nums">{t('progress.of', { done, total })}</p>
      <p className="sub">{t('progress.nothing')}</p>
      <div>
        <CancelButton job={job} words={t('progress.cancel')} />
      </div>
    </section>
  )
}

function Ended({ job }: { job: Job }) {
  const { t } = useTranslation('imports')
  const { target, counts } = job
  const done = job.state === 'done'
  return (
    <section className="card step-card">
      <h2 className="h2">{t(done ? 'done.title' : 'cancelled.title')}</h2>
      <p>{done ? t('done.lines', { count: counts?.good ?? 0 }) : t('cancelled.text')}</p>
      {done && target.kind === 'company' && (
        <p>{t('done.difference', { added: counts?.added ?? 0, changed: counts?.changed ?? 0 })}</p>
      )}
      <p>
        {target.kind === 'draft' ? (
          <Link className="link" to="/attivazione/$draftId" params={{ draftId: target.id }} search={{ passo: 'linee' }}>
            {t('done.draft')}
          </Link>
        ) : (
          <Link
            className="link"
            to="/clienti/$companyId"
            params={{ companyId: target.id }}
            search={{ scheda: 'linee' }}
          >
            {t('done.company')}
          </Link>
        )}
      </p>
    </section>
  )
}

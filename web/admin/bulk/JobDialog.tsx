import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, apiInBackground, asProblem, serverNow } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { Hint } from '../../design/Note.tsx'
import { saveBlob } from '../../design/save-file.ts'
import { toastDone } from '../../design/toast.ts'
import { showClock } from '../../pbx/show-time.ts'
import { showNumber } from '../../shell/show-number.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { useStepUpUnderWay } from '../acting/useStepUpUnderWay.ts'
import { type JobAnswer, refreshAfterJob } from './job.ts'
import './JobDialog.css'

const lookAgain = 700

/** How a job goes, and when it is over what became of each line. */
export function JobDialog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const { t } = useTranslation('first-access')
  const { busy, problem, submit } = useSubmit()
  const say = useProblemText()
  const opened = !useStepUpUnderWay(busy)
  const { data, error, refetch } = useQuery({
    queryKey: ['job', jobId],
    queryFn: () => apiInBackground('GET /api/first-access/jobs/:jobId', { params: { jobId } }),
    refetchInterval: (query) => (query.state.data?.job.finishedAt ? false : lookAgain),
    staleTime: 0,
  })
  const finished = data?.job.finishedAt ?? null
  useEffect(() => {
    if (finished) void refreshAfterJob()
  }, [finished])
  return (
    <Dialog
      title={data ? t(`job.what.${data.job.action}`) : t('job.progress')}
      opened={opened}
      size={520}
      onClose={onClose}
    >
      {error && <LoadError title={t('job.error')} onRetry={() => void refetch()} />}
      {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
      {data && !finished && <Progress job={data.job} />}
      {data && finished && <Result answer={data} />}
      {data?.job.sheetsUntil && finished && (
        <Sheets
          jobId={jobId}
          until={data.job.sheetsUntil}
          busy={busy}
          submit={submit}
          onForgotten={() => void refetch()}
        />
      )}
      <DialogFoot>
        <Button variant="default" size="md" onClick={onClose} data-autofocus>
          {t('job.close')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

function Progress({ job }: { job: JobAnswer['job'] }) {
  const { t } = useTranslation('first-access')
  const id = useId()
  const done = job.done + job.refused
  return (
    <div className="job">
      <label className="vh" htmlFor={id}>
        {t('job.progress')}
      </label>
      <progress id={id} max={job.total} value={done} />
      <p role="status">{t('job.running', { done, total: job.total })}</p>
      <Hint>{t('job.keepsOn')}</Hint>
    </div>
  )
}

function Result({ answer: { job, reasons, refusedLines } }: { answer: JobAnswer }) {
  const { t } = useTranslation('first-access')
  return (
    <div className="job">
      <p role="status">
        <b>{t(`job.done.${job.action}`, { count: job.done })}</b>{' '}
        {job.bySms > 0 && t('job.bySms', { count: job.bySms })}
      </p>
      {job.refused > 0 && (
        <>
          <p>{t('job.refused', { count: job.refused })}</p>
          <ul className="job-reasons">
            {reasons.map(({ reason, lines }) => (
              <li key={reason}>{t('job.reason', { lines, reason: t(`reason.${reason}`) })}</li>
            ))}
          </ul>
          {refusedLines.length > 0 && (
            <details className="job-who">
              <summary>{t('job.who')}</summary>
              <ul>
                {refusedLines.map(({ lineId, name, number, reason }) => (
                  <li key={lineId}>
                    {t('job.whoRow', { name, number: showNumber(number), reason: t(`reason.${reason}`) })}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </div>
  )
}

type SheetsProps = {
  jobId: string
  until: string
  busy: boolean
  submit: (send: () => Promise<void>) => Promise<void>
  onForgotten: () => void
}

/** One page a line, for the printer; then the passwords go for ever. */
function Sheets({ jobId, until, busy, submit, onForgotten }: SheetsProps) {
  const { t } = useTranslation('first-access')
  const [printed, setPrinted] = useState(false)
  const params = { jobId }
  async function print(): Promise<void> {
    try {
      const file = await delicate(() => api('POST /api/first-access/jobs/:jobId/sheets', { params }))
      saveBlob(`${t('job.sheetsFile')}.pdf`, file)
      toastDone(t('job.sheetsSaved'))
      setPrinted(true)
    } catch (error) {
      // Closing the question for the password is an answer, not a failure.
      if (asProblem(error).code !== 'step-up') throw error
    }
  }
  async function forget(): Promise<void> {
    await delicate(() => api('POST /api/first-access/jobs/:jobId/sheets/forget', { params }))
    toastDone(t('job.forgotten'))
    onForgotten()
  }
  if (new Date(until).getTime() <= serverNow()) return null
  return (
    <div className="job">
      <div className="job-sheets">
        <Button
          size="md"
          loading={busy}
          leftSection={<IconPrinter size={18} stroke={1.8} aria-hidden="true" />}
          onClick={() => void submit(print)}
        >
          {t('job.sheets')}
        </Button>
        {printed && (
          <Button variant="default" size="md" disabled={busy} onClick={() => void submit(forget)}>
            {t('job.forget')}
          </Button>
        )}
      </div>
      <Hint warm>{t('job.sheetsUntil', { time: showClock(new Date(until).getTime()) })}</Hint>
    </div>
  )
}

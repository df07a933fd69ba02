import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api.ts'
import { showRecent } from '../../pbx/show-time.ts'
import type { Cockpit } from './FirstAccessPage.tsx'

/** What was done to many lines in the last day: a page that was closed meanwhile finds it again. */
export function LatestJobs({ jobs, onOpen }: { jobs: Cockpit['jobs']; onOpen: (jobId: string) => void }) {
  const { t } = useTranslation('first-access')
  const { t: inWords } = useTranslation('activity')
  return (
    <section className="card first-card" aria-labelledby="jobs-title">
      <h2 className="h2" id="jobs-title">
        {t('jobs.title')}
      </h2>
      <ul className="first-jobs">
        {jobs.map(({ id, action, done, refused, total, createdAt, finishedAt }) => {
          const what = t(`job.what.${action}`)
          return (
            <li key={id}>
              <span>
                <b>{what}</b> {showRecent(createdAt, serverNow(), inWords)}
              </span>
              <span className="sub">
                {finishedAt ? t('jobs.finished', { done, total }) : t('jobs.running', { done: done + refused, total })}
              </span>
              <button
                type="button"
                className="link first-more"
                aria-label={t('jobs.openOf', { what })}
                onClick={() => onOpen(id)}
              >
                {t('jobs.open')}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

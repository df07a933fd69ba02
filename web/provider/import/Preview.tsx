import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shortLicences } from '#domain/provider/licences.ts'
import { api, asProblem } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Pill } from '../../design/Pill.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { refetchQuietly, useApi } from '../../shell/queries.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { acceptJob, importKey, type Job, rowsKey } from './import.ts'
import { Licences } from './Licences.tsx'
import { PageTurner } from './PageTurner.tsx'
import { PreviewRow } from './PreviewRow.tsx'

type Show = 'all' | 'bad' | 'left-out' | 'added' | 'changed' | 'kept' | 'missing'

/** What would be imported, what is wrong, and what would change; then the import. */
export function Preview({ job, onColumns }: { job: Job; onColumns: () => void }) {
  const { t } = useTranslation('imports')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const { counts, target } = job
  const [chosen, setChosen] = useState<Show | null>(null)
  const [page, setPage] = useState(1)
  const show = chosen ?? (counts && counts.bad > 0 ? 'bad' : (counts?.changed ?? 0) > 0 ? 'changed' : 'all')
  const { data } = useApi(rowsKey, { params: { importId: job.id }, query: { show, page } })
  const pages = data ? Math.max(1, Math.ceil(data.total / data.size)) : 1

  // The last row of a page may have been corrected away.
  useEffect(() => {
    if (data && page > pages) setPage(pages)
  }, [data, page, pages])

  if (!counts) return <SkeletonRows rows={6} />
  const act = (send: () => Promise<Job>) =>
    submit(async () => {
      try {
        acceptJob(await send())
      } catch (error) {
        if (asProblem(error).code === 'import.changed') void refetchQuietly([importKey, rowsKey])
        throw error
      }
    })
  const params = { importId: job.id }
  const short = shortLicences(counts.licences).length > 0
  const useful = target.kind === 'draft' ? counts.good : counts.added + counts.changed
  const tabs: { value: Show; label: string; there: boolean }[] = [
    { value: 'all', label: t('preview.all'), there: true },
    { value: 'bad', label: t('preview.badOnly'), there: counts.bad > 0 },
    { value: 'left-out', label: t('preview.leftOutOnly'), there: counts.leftOut > 0 },
    { value: 'added', label: t('preview.addedOnly'), there: counts.added > 0 },
    { value: 'changed', label: t('preview.changedOnly'), there: counts.changed > 0 },
    { value: 'kept', label: t('preview.kept'), there: counts.kept > 0 },
    { value: 'missing', label: t('preview.missingOnly'), there: counts.missing > 0 },
  ]
  return (
    <section className="card step-card">
      <h2 className="h2">{t('preview.title')}</h2>
      <Counts job={job} />
      <Licences use={counts.licences} />
      {problem && <FormProblem title={say(problem)} />}
      <div className="import-filter">
        <Choice
          label={t('preview.show')}
          data={tabs.filter(({ there, value }) => there || value === show)}
          value={show}
          onChange={(next) => {
            setChosen(next)
            setPage(1)
          }}
        />
        {counts.bad > 0 && (
          <Button
            variant="default"
            disabled={busy}
            onClick={() =>
              void act(() =>
                api('POST /api/provider/imports/:importId/leave-out', { params, body: { rows: counts.bad } }),
              )
            }
          >
            {t('preview.leaveAll', { count: counts.bad })}
          </Button>
        )}
      </div>
      {!data ? (
        <SkeletonRows rows={6} />
      ) : data.total === 0 ? (
        <p className="sub">{t('preview.none')}</p>
      ) : (
        <ul className="import-rows" aria-label={t('preview.region')}>
          {data.rows.map((row) => (
            <PreviewRow
              key={`${row.row} ${row.cells.number} ${row.corrected.join()}`}
              row={row}
              job={job}
              busy={busy}
              onChange={(body) =>
                void act(() =>
                  api('PATCH /api/provider/imports/:importId/rows/:row', { params: { ...params, row: row.row }, body }),
                )
              }
            />
          ))}
        </ul>
      )}
      <PageTurner
        page={page}
        pages={pages}
        words={{ previous: t('preview.previous'), next: t('preview.next'), page: t('preview.page', { page, pages }) }}
        onTurn={setPage}
      />
      <div className="step-foot">
        <Button
          loading={busy}
          disabled={counts.bad > 0 || useful === 0 || short}
          onClick={() =>
            void act(() => api('POST /api/provider/imports/:importId/apply', { params, body: { rows: counts.good } }))
          }
        >
          {t('preview.import', { count: useful })}
        </Button>
        <Button variant="default" disabled={busy} onClick={onColumns}>
          {t('preview.columns')}
        </Button>
        {counts.bad > 0 && <p className="sub">{t('preview.badFirst')}</p>}
        {counts.bad === 0 && short && <p className="sub">{t('preview.licences.short')}</p>}
        {counts.bad === 0 && useful === 0 && <p className="sub">{t('preview.nothingToDo')}</p>}
      </div>
    </section>
  )
}

function Counts({ job }: { job: Job }) {
  const { t } = useTranslation('imports')
  const { counts, target } = job
  if (!counts) return null
  return (
    <div className="import-counts" role="status">
      {counts.bad > 0 && <Pill tone="error">{t('preview.bad', { count: counts.bad })}</Pill>}
      {target.kind === 'draft' && <Pill tone="ok">{t('preview.good', { count: counts.good })}</Pill>}
      {counts.leftOut > 0 && <Pill>{t('preview.leftOut', { count: counts.leftOut })}</Pill>}
      {target.kind === 'company' && (
        <>
          <Pill tone="ok">{t('preview.added', { count: counts.added })}</Pill>
          <Pill tone="accent">{t('preview.changed', { count: counts.changed })}</Pill>
          <Pill>{t('preview.same', { count: counts.same })}</Pill>
        </>
      )}
      {counts.missing > 0 && <Pill tone="warm">{t('preview.missing', { count: counts.missing })}</Pill>}
      {counts.newSites.length > 0 && (
        <p className="sub">{t('preview.newSites', { names: counts.newSites.slice(0, 20).join(', ') })}</p>
      )}
      {target.kind === 'draft' && job.linesNow > 0 && (
        <p className="sub">{t('preview.replaces', { count: job.linesNow })}</p>
      )}
    </div>
  )
}

import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { acceptJob, type Job } from './import.ts'

type Meaning = Job['choices']['meanings'][number]

const offered: readonly Meaning[] = [
  'ignored',
  'number',
  'extension',
  'name',
  'firstName',
  'lastName',
  'site',
  'service',
  'userType',
  'email',
  'mobile',
]

/** What each column holds, as guessed, to be put right; and what holds for rows that say nothing. */
export function ColumnsStep({ job, onChecking }: { job: Job; onChecking: () => void }) {
  const { t } = useTranslation('imports')
  const say = useProblemText()
  const [choices, setChoices] = useState(job.choices)
  const { busy, problem, submit } = useSubmit()
  const check = () =>
    submit(async () => {
      acceptJob(
        await api('POST /api/provider/imports/:importId/check', { params: { importId: job.id }, body: choices }),
      )
      onChecking()
    })
  const nobody = '-'
  const missing = problem?.code === 'import.columns' ? ((problem.facts.missing as Meaning[] | undefined) ?? []) : []
  const doubled = problem?.code === 'import.columns' ? (problem.facts.doubled as Meaning | '' | undefined) : undefined
  const own = new Set(job.sites)
  if (choices.site !== '') own.add(choices.site)
  return (
    <form
      className="card step-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
    >
      <div>
        <h2 className="h2">{t('columns.title')}</h2>
        <p className="sub">{t('columns.lead')}</p>
      </div>
      {problem && (
        <FormProblem title={say(problem)}>
          {missing.length > 0 && (
            <p>{t('columns.missing', { columns: missing.map((one) => t(`columns.meanings.${one}`)).join(', ') })}</p>
          )}
          {doubled && <p>{t('columns.doubled', { column: t(`columns.meanings.${doubled}`) })}</p>}
        </FormProblem>
      )}
      <ul className="import-columns">
        {job.headings.map(({ heading, sample }, i) => {
          const name = heading || t('columns.noHeading', { number: i + 1 })
          const meaning = choices.meanings[i] ?? 'ignored'
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file's columns keep their places
            <li key={i}>
              <div className="import-column">
                <b>
                  <bdi>{name}</bdi>
                </b>
                {meaning !== 'secret' && <span className="sub">{sample.join(' · ') || t('columns.empty')}</span>}
              </div>
              {meaning === 'secret' ? (
                <p className="import-secret">
                  <IconLock size={18} stroke={1.7} aria-hidden="true" />
                  {t('columns.secret')}
                </p>
              ) : (
                <Choice
                  aria-label={`${t('columns.meaning')}: ${name}`}
                  data={offered.map((value) => ({ value, label: t(`columns.meanings.${value}`) }))}
                  value={meaning}
                  onChange={(next) =>
                    setChoices({ ...choices, meanings: choices.meanings.map((one, at) => (at === i ? next : one)) })
                  }
                />
              )}
            </li>
          )
        })}
      </ul>
      <div>
        <h3 className="h3">{t('columns.rest')}</h3>
      </div>
      <div className="import-rest">
        {own.size > 0 ? (
          <Choice
            size="md"
            label={t('columns.site')}
            data={[
              { value: nobody, label: t('columns.noSite') },
              ...[...own].map((value) => ({ value, label: value })),
            ]}
            value={choices.site === '' ? nobody : choices.site}
            onChange={(site) => setChoices({ ...choices, site: site === nobody ? '' : site })}
          />
        ) : (
          <TextInput
            label={t('columns.site')}
            maxLength={60}
            autoComplete="off"
            value={choices.site}
            onChange={(event) => setChoices({ ...choices, site: event.currentTarget.value, newSites: true })}
          />
        )}
        <Choice
          size="md"
          label={t('columns.service')}
          data={[
            { value: nobody, label: t('columns.noService') },
            ...job.services.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          value={choices.service === '' ? nobody : choices.service}
          onChange={(service) => setChoices({ ...choices, service: service === nobody ? '' : service })}
        />
        <TextInput
          label={t('columns.prefix')}
          description={t('columns.prefixHint')}
          inputMode="tel"
          maxLength={13}
          autoComplete="off"
          value={choices.prefix}
          onChange={(event) => setChoices({ ...choices, prefix: event.currentTarget.value.replace(/[^\d+]/g, '') })}
        />
        <Checkbox
          label={t('columns.newSites')}
          checked={choices.newSites}
          onChange={(event) => setChoices({ ...choices, newSites: event.currentTarget.checked })}
        />
      </div>
      <div className="step-foot">
        <Button type="submit" loading={busy}>
          {t('columns.check')}
        </Button>
        <p className="sub">{t('columns.rows', { count: job.rows })}</p>
      </div>
    </form>
  )
}

import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spreadLimits } from '#domain/access/spread-renewals.ts'
import { type Answer, api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { showDay } from '../../pbx/show-time.ts'
import { delicate } from '../../shell/step-up.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { refreshPeople } from '../people/person.ts'
import { usePersonProblemText } from '../people/usePersonProblemText.ts'

type Proposal = Answer<'POST /api/people/expiry/proposal'>
type Props = { plan: Answer<'GET /api/people/expiry'>['plan']; site: string | undefined }

const { least, most, usual } = spreadLimits.perDay

/** “Non tutti lo stesso giorno”: a proposal first, then notices on the chosen days (spec/product 7.2, idea 6). */
export function SpreadCard({ plan, site }: Props) {
  const { t } = useTranslation('people')
  const say = usePersonProblemText()
  const { busy, problem, submit } = useSubmit()
  const [typed, setTyped] = useState(String(usual))
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const perDay = Math.min(most, Math.max(least, Math.round(Number(typed)) || usual))
  const body = { perDay, ...(site ? { site } : {}) }

  const propose = () => submit(async () => setProposal(await api('POST /api/people/expiry/proposal', { body })))
  const apply = () =>
    submit(async () => {
      const { asked } = await delicate(() => api('POST /api/people/expiry/plan', { body }))
      setProposal(null)
      refreshPeople()
      toastDone(t('spread.applied', { count: asked }))
    })
  const cancel = () =>
    submit(async () => {
      await delicate(() => api('POST /api/people/expiry/plan/cancel', { body: site ? { site } : {} }))
      refreshPeople()
      toastDone(t('spread.cancelled'))
    })

  return (
    <section className="card spread" aria-labelledby="spread-title">
      <h2 className="h2" id="spread-title">
        {t('spread.title')}
      </h2>
      <p className="sub">{t('spread.lead')}</p>
      {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
      {plan.waiting > 0 && plan.next && plan.last && (
        <div className="spread-plan">
          <p>{t('spread.waiting', { count: plan.waiting, next: showDay(plan.next), last: showDay(plan.last) })}</p>
          <Button variant="default" size="sm" disabled={busy} onClick={() => void cancel()}>
            {t('spread.cancel')}
          </Button>
        </div>
      )}
      <form
        className="spread-ask"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void propose()
        }}
      >
        <TextInput
          label={t('spread.perDay')}
          name="per-day"
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value.replace(/\D/g, ''))
            setProposal(null)
          }}
          onBlur={() => setTyped(String(perDay))}
        />
        <Button type="submit" variant="default" loading={busy && !proposal}>
          {t('spread.propose')}
        </Button>
      </form>
      <div role="status">
        {proposal && (
          <div className="spread-result">
            {proposal.worst && (
              <p>
                {t('spread.worst', { day: showDay(`${proposal.worst.day}T12:00:00Z`), lines: proposal.worst.lines })}
              </p>
            )}
            <p>
              <b>{t('spread.result', { count: proposal.asked })}</b>
            </p>
            {proposal.left > 0 && <p>{t('spread.left', { count: proposal.left })}</p>}
          </div>
        )}
      </div>
      {proposal && proposal.asked > 0 && (
        <Button loading={busy} onClick={() => void apply()}>
          {t('spread.apply')}
        </Button>
      )}
    </section>
  )
}

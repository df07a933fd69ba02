import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { addressFlaws } from '#domain/directory/civic-address.ts'
import { type Answer, api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { queries } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { type Draft, rereadDraft, stepWords, useFlawText } from './draft.ts'
import { showDay } from './show-day.ts'

export type Activated = Answer<'POST /api/provider/drafts/:draftId/activate'>
type Props = { draft: Draft; onActivated: (done: Activated) => void }

/** What will happen, or what is still missing; then "Attiva". */
export function SummaryStep({ draft, onActivated }: Props) {
  const { t } = useTranslation('activation')
  const say = useProblemText()
  const flawText = useFlawText()
  const { busy, problem, submit } = useSubmit()
  const activate = () =>
    submit(async () => {
      try {
        const done = await api('POST /api/provider/drafts/:draftId/activate', {
          params: { draftId: draft.id },
          body: { version: draft.version },
        })
        onActivated(done)
        void queries.invalidateQueries({ queryKey: ['GET /api/provider/drafts'] })
      } catch (error) {
        // It may have happened although the answer was lost, or somebody else was faster: the draft says so.
        void rereadDraft(draft.id)
        throw error
      }
    })
  return (
    <section className="card step-card">
      <div>
        <h2 className="h2">{t('step.summary')}</h2>
        <p className="sub">{t('summary.lead')}</p>
      </div>
      {problem && <FormProblem title={say(problem)} />}
      {draft.flaws.length > 0 ? (
        <>
          <h3 className="h3">{t('summary.missing')}</h3>
          <ul className="summary-list">
            {draft.flaws.map((flaw) => (
              <li key={`${flaw.step} ${flaw.field} ${flaw.code}`}>
                <span>{flawText(flaw)}</span>
                <Link className="link" to="." search={{ passo: stepWords[flaw.step], segna: '1' }}>
                  {t('summary.go', { step: t(`step.${flaw.step}`) })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <h3 className="h3">{t('summary.what')}</h3>
          <What draft={draft} />
        </>
      )}
      <div className="step-foot">
        <Button loading={busy} disabled={draft.flaws.length > 0} onClick={() => void activate()}>
          {t('summary.activate')}
        </Button>
        <p className="sub" role="status">
          {busy && t('summary.working')}
        </p>
      </div>
    </section>
  )
}

function What({ draft }: { draft: Draft }) {
  const { t } = useTranslation('activation')
  const { company, sites, activation } = draft.data
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(', ')
  const nowhere = sites.filter(
    ({ name: _, ...address }) => address.street.trim() === '' || addressFlaws(address).length > 0,
  )
  const email = company.contactEmail
  const mobile = showNumber(company.contactMobile)
  const viaSms = company.contactMobile !== '' && draft.smsReaches
  const delivery =
    activation.delivery === 'technician'
      ? null
      : activation.delivery === 'email'
        ? viaSms
          ? t('summary.toBoth', { email, mobile })
          : t('summary.toEmail', { email })
        : email === ''
          ? t('summary.toMobile', { mobile })
          : t('summary.toBoth', { email, mobile })
  return (
    <ul className="summary-list">
      <li>{t('summary.company', { name: company.name, vatNumber: company.vatNumber })}</li>
      {company.contractNumber && <li>{t('summary.contract', { number: company.contractNumber })}</li>}
      <li>{t('summary.sites', { count: sites.length, names: names(sites) })}</li>
      {nowhere.length > 0 && <li>{t('summary.noAddress', { names: names(nowhere) })}</li>}
      <li>
        {t('summary.lines', { count: draft.lines, administrators: draft.administrators })}
        {'. '}
        {draft.byService
          .filter(({ lines }) => lines > 0)
          .map(({ name, lines }) => t('summary.service', { name, count: lines }))
          .join(', ')}
      </li>
      <li>
        {activation.day === '' || activation.day === draft.today
          ? t('summary.today')
          : t('summary.since', { day: showDay(activation.day) })}
      </li>
      <li>{t(activation.delivery === 'technician' ? 'summary.passwordShown' : 'summary.password')}</li>
      {delivery && <li>{delivery}</li>}
    </ul>
  )
}

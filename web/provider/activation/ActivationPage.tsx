import { Button } from '@mantine/core'
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone } from '../../design/toast.ts'
import { queries, useApi } from '../../shell/queries.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { CompanyStep } from './CompanyStep.tsx'
import { DeliveryStep } from './DeliveryStep.tsx'
import { DoneCard } from './DoneCard.tsx'
import { type Draft, draftKey, type Step, stepOf, steps, stepWords } from './draft.ts'
import { LinesStep } from './LinesStep.tsx'
import { NumbersStep } from './NumbersStep.tsx'
import { ServicesStep } from './ServicesStep.tsx'
import { SitesStep } from './SitesStep.tsx'
import { type Activated, SummaryStep } from './SummaryStep.tsx'
import { showWhen } from './show-day.ts'
import './Activation.css'

/** A new customer, step by step; what is saved waits for whoever goes on, at whatever computer. */
export default function ActivationPage() {
  const { t } = useTranslation('activation')
  const { draftId = '' } = useParams({ strict: false })
  const { passo }: { passo?: string } = useSearch({ strict: false })
  const [done, setDone] = useState<Activated | null>(null)
  const { data: draft, error, refetch } = useApi(draftKey, { params: { draftId } })
  if (done) return <DoneCard done={done} />
  if (error) return <LoadError title={t('error')} onRetry={() => void refetch()} />
  if (!draft) return <SkeletonRows rows={6} />
  if (draft.companyId) return <Already draft={draft} companyId={draft.companyId} />
  const step = stepOf(passo)
  const Fields = screens[step]
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('title', { name: draft.data.company.name })}</PageTitle>
          <p className="sub">{t('lead', { when: showWhen(draft.updatedAt), by: draft.updatedBy })}</p>
        </div>
        <GiveUp draft={draft} />
      </div>
      <div className="activation">
        <Steps draft={draft} current={step} />
        {Fields ? <Fields key={step} draft={draft} /> : <SummaryStep draft={draft} onActivated={setDone} />}
      </div>
    </>
  )
}

const screens: Partial<Record<Step, typeof CompanyStep>> = {
  company: CompanyStep,
  sites: SitesStep,
  numbers: NumbersStep,
  services: ServicesStep,
  lines: LinesStep,
  activation: DeliveryStep,
}

function Steps({ draft, current }: { draft: Draft; current: Step }) {
  const { t } = useTranslation('activation')
  return (
    <nav className="activation-steps" aria-label={t('steps')}>
      <ol>
        {steps.map((step) => {
          const flaws = draft.flaws.filter((flaw) => flaw.step === step).length
          return (
            <li key={step}>
              <Link
                to="."
                search={{ passo: stepWords[step] }}
                className={step === current ? 'step-link step-on' : 'step-link'}
                aria-current={step === current ? 'step' : undefined}
              >
                {t(`step.${step}`)}
                {step !== 'summary' &&
                  (flaws === 0 ? (
                    <>
                      <IconCircleCheck className="step-ok" size={18} stroke={1.8} aria-hidden="true" />
                      <span className="vh">{t('complete')}</span>
                    </>
                  ) : (
                    <>
                      <IconAlertCircle className="step-todo" size={18} stroke={1.8} aria-hidden="true" />
                      <span className="vh">{t('toDo', { count: flaws })}</span>
                    </>
                  ))}
              </Link>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function Already({ draft, companyId }: { draft: Draft; companyId: string }) {
  const { t } = useTranslation('activation')
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('done.already')}</PageTitle>
          <p className="sub">
            <bdi>{draft.data.company.name}</bdi>. {t('done.alreadyText')}
          </p>
        </div>
      </div>
      <p>
        <Link className="link" to="/clienti/$companyId" params={{ companyId }}>
          {t('done.customer')}
        </Link>
      </p>
    </>
  )
}

function GiveUp({ draft }: { draft: Draft }) {
  const { t } = useTranslation('activation')
  const say = useProblemText()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const { busy, problem, submit } = useSubmit()
  const { name } = draft.data.company
  const giveUp = () =>
    submit(async () => {
      await api('DELETE /api/provider/drafts/:draftId', { params: { draftId: draft.id } })
      toastDone(t('giveUp.done'))
      await navigate({ to: '/attivazione' })
      await queries.invalidateQueries({ queryKey: ['GET /api/provider/drafts'] })
    })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('giveUp.open')}
      </Button>
      {asking && (
        <Dialog
          title={t('giveUp.title', { name })}
          lead={t('giveUp.text', { count: draft.lines })}
          onClose={() => setAsking(false)}
        >
          {problem && <FormProblem title={say(problem)} />}
          <DialogFoot>
            <Button variant="default" size="md" data-autofocus onClick={() => setAsking(false)}>
              {t('giveUp.cancel')}
            </Button>
            <Button color="red" size="md" loading={busy} onClick={() => void giveUp()}>
              {t('giveUp.confirm')}
            </Button>
          </DialogFoot>
        </Dialog>
      )}
    </>
  )
}

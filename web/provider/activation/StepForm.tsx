import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../../design/FormProblem.tsx'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import type { Step } from './draft.ts'
import type { StepState } from './useStep.ts'

type Saving = Pick<StepState<'company'>, 'problem' | 'busy' | 'save' | 'dirty' | 'theirs' | 'mine'>
type Props = { step: Step; lead: string; state: Saving; children: ReactNode }

/** A step's card: its fields, what went wrong, "Salva e continua". */
export function StepForm({ step, lead, state, children }: Props) {
  const { t } = useTranslation('activation')
  const say = useProblemText()
  const { problem, busy, save, dirty, theirs, mine } = state
  const conflict = problem?.code === 'draft.conflict'
  return (
    <form
      className="card step-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <UnsavedGuard when={dirty && !busy} />
      <div>
        <h2 className="h2">{t(`step.${step}`)}</h2>
        <p className="sub">{lead}</p>
      </div>
      {problem && (
        <FormProblem title={conflict ? t('conflict.title') : t('problem')}>
          <p>{say(problem)}</p>
          {conflict && (
            <div className="step-foot">
              <Button variant="default" onClick={() => void theirs()}>
                {t('conflict.theirs')}
              </Button>
              <Button variant="default" onClick={() => void mine()}>
                {t('conflict.mine')}
              </Button>
            </div>
          )}
        </FormProblem>
      )}
      {children}
      <div className="step-foot">
        <Button type="submit" loading={busy}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

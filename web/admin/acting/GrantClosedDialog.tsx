import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { useSubmit } from '../../shell/useSubmit.ts'
import { useActingProblemText } from './useActingProblemText.ts'
import { useStepUpUnderWay } from './useStepUpUnderWay.ts'
import './GrantClosedDialog.css'

type Props = {
  /** Nothing was on screen yet: the page was opened from a link, or reloaded later. */
  unseen?: boolean
  onReopen: () => Promise<void>
  onLeave: () => void
}

/** The 30 minutes are over: go on, or go back. What was written stays underneath until one has chosen. */
export function GrantClosedDialog({ unseen = false, onReopen, onLeave }: Props) {
  const { t } = useTranslation('directory')
  const say = useActingProblemText()
  const { busy, problem, submit } = useSubmit()
  return (
    <Dialog
      opened={!useStepUpUnderWay(busy)}
      title={t('acting.endedTitle')}
      lead={t(unseen ? 'acting.endedUnseen' : 'acting.ended')}
    >
      {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
      <div className="closed-foot">
        <Button variant="default" size="md" disabled={busy} onClick={onLeave}>
          {t('acting.back')}
        </Button>
        <Button size="md" loading={busy} data-autofocus onClick={() => void submit(onReopen)}>
          {t('acting.reopen')}
        </Button>
      </div>
    </Dialog>
  )
}

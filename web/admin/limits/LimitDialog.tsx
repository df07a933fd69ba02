import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useStepUpUnderWay } from '../acting/useStepUpUnderWay.ts'

type Props = {
  title: string
  lead: string
  verb: string
  size?: number
  busy: boolean
  problem: Problem | null
  onSend: () => void
  onClose: () => void
  children: ReactNode
}

/** A form of Limiti e avvisi; it steps aside while the password is asked for. */
export function LimitDialog({ title, lead, verb, size = 460, busy, problem, onSend, onClose, children }: Props) {
  const { t } = useTranslation(['call-limits', 'shell'])
  const say = useProblemText()
  const opened = !useStepUpUnderWay(busy)
  const tooHigh = problem?.code === 'setting.refused' && problem.facts.reason === 'above-ceiling'
  return (
    <Dialog title={title} lead={lead} opened={opened} size={size} {...(busy ? {} : { onClose })}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSend()
        }}
      >
        {problem && problem.code !== 'step-up' && (
          <FormProblem title={tooHigh ? t('form.aboveCeiling') : say(problem)} />
        )}
        {children}
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {verb}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { useStepUpUnderWay } from '../acting/useStepUpUnderWay.ts'
import { usePersonProblemText } from './usePersonProblemText.ts'

type Props = {
  title: string
  lead?: ReactNode
  confirm: string
  /** The verb destroys something. */
  dangerous?: boolean
  busy: boolean
  problem: Problem | null
  /** Problems that stand at their field. */
  atField?: readonly string[]
  onConfirm: () => void
  onClose: () => void
  children?: ReactNode
}

/** A dialog of “Azioni” that changes who holds a line or what that person may do. */
export function PersonForm(props: Props) {
  const { title, lead, confirm, dangerous, busy, problem, atField = [], onConfirm, onClose, children } = props
  const { t } = useTranslation('shell')
  const say = usePersonProblemText()
  const opened = !useStepUpUnderWay(busy)
  const shown = problem && problem.code !== 'step-up' && !atField.includes(problem.code)
  return (
    <Dialog title={title} lead={lead} opened={opened} size={520} {...(busy ? {} : { onClose })}>
      {shown && <FormProblem title={say(problem)} />}
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onConfirm()
        }}
      >
        {children}
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy} {...(dangerous ? { color: 'rosso' } : {})}>
            {confirm}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

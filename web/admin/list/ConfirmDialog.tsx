import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'

type Props = {
  title: string
  text: ReactNode
  verb: string
  red?: boolean
  send: () => Promise<void>
  onClose: () => void
  children?: ReactNode
}

/** A question that names the thing and the effect; the button carries the verb (DESIGN.md 5). */
export function ConfirmDialog({ title, text, verb, red = false, send, onClose, children }: Props) {
  const { t } = useTranslation('shell')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  return (
    <Dialog title={title} lead={text} {...(busy ? {} : { onClose })}>
      {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
      {children}
      <DialogFoot>
        <Button variant="default" size="md" disabled={busy} onClick={onClose} data-autofocus>
          {t('action.cancel')}
        </Button>
        <Button {...(red ? { color: 'rosso' } : {})} size="md" loading={busy} onClick={() => void submit(send)}>
          {verb}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

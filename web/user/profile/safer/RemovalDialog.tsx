import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../../../design/Dialog.tsx'
import { FormProblem } from '../../../design/FormProblem.tsx'
import { toastDone } from '../../../design/toast.ts'
import { delicate } from '../../../shell/step-up.ts'
import { useProblemText } from '../../../shell/useProblemText.ts'
import { useSubmit } from '../../../shell/useSubmit.ts'

type Props = {
  title: string
  /** What will no longer work. */
  text: string
  verb: string
  done: string
  send: () => Promise<unknown>
  /** What stands on the page is read again. */
  refresh: () => Promise<unknown>
  onClose: () => void
  /** Takes the focus: the button that opened the dialog has gone away. */
  onRemoved: () => void
}

/** Names the thing and the effect before it is taken away. */
export function RemovalDialog({ title, text, verb, done, send, refresh, onClose, onRemoved }: Props) {
  const { t } = useTranslation('shell')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()

  function remove(): void {
    void submit(async () => {
      await delicate(send)
      await refresh()
      toastDone(done)
      onClose()
      // After the dialog has given the focus back.
      setTimeout(onRemoved, 50)
    })
  }

  return (
    <Dialog title={title} lead={text} {...(busy ? {} : { onClose })}>
      {problem && <FormProblem title={say(problem)} />}
      <DialogFoot>
        <Button variant="default" size="md" disabled={busy} onClick={onClose} data-autofocus>
          {t('action.cancel')}
        </Button>
        <Button color="rosso" size="md" loading={busy} onClick={remove}>
          {verb}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

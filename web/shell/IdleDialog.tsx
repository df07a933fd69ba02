import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../api.ts'
import { Dialog, DialogFoot } from '../design/Dialog.tsx'
import { clock } from '../design/useCountdown.ts'
import { useSubmit } from './useSubmit.ts'

type Props = { left: number; onStay: () => Promise<void>; onLeave: () => void }

/** “Sei ancora qui?”: one key keeps the session open. */
export default function IdleDialog({ left, onStay, onLeave }: Props) {
  const { t } = useTranslation('shell')
  const { busy, submit } = useSubmit()

  function stay(): void {
    void submit(async () => {
      try {
        await onStay()
      } catch (error) {
        if (asProblem(error).code !== 'session.none') throw error
      }
    })
  }

  return (
    <Dialog title={t('idle.title')} lead={t('idle.text')} onClose={stay}>
      <p className="h2" role="timer">
        {t('idle.left', { time: clock(left) })}
      </p>
      <DialogFoot>
        <Button variant="default" size="md" onClick={onLeave}>
          {t('idle.signOut')}
        </Button>
        <Button size="md" loading={busy} onClick={stay} data-autofocus>
          {t('idle.stay')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

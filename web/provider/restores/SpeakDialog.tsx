import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { showInstant } from '../../pbx/show-time.ts'
import { delicate } from '../../shell/step-up.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { type DeskRequest, readRequestsAgain } from './desk-requests.ts'
import { useRestoreProblem } from './useRestoreProblem.ts'

type Told = Answer<'POST /api/provider/restores/:restoreId/speak'>

/** “Comunicata a voce”: once, on purpose, for the one who asked. */
export function SpeakDialog({ request, onClose }: { request: DeskRequest; onClose: () => void }) {
  const { t } = useTranslation('restores')
  const say = useRestoreProblem()
  const { busy, problem, submit } = useSubmit()
  const [told, setTold] = useState<Told | null>(null)
  const show = () =>
    submit(async () =>
      setTold(
        await delicate(() =>
          api('POST /api/provider/restores/:restoreId/speak', { params: { restoreId: request.id } }),
        ),
      ),
    )
  const title = t('act.speakTitle', { name: request.name })
  if (!told) {
    return (
      <Dialog title={title} lead={t('act.speakConfirm')} onClose={onClose}>
        {problem && <FormProblem title={say(problem)} />}
        <DialogFoot>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button loading={busy} data-autofocus onClick={() => void show()}>
            {t('act.speak')}
          </Button>
        </DialogFoot>
      </Dialog>
    )
  }
  // Gone when it is closed: closing by accident would lose it, so only the button does.
  return (
    <Dialog title={title} lead={t('act.speakText')}>
      <p className="spoken-password nums">{told.temporaryPassword}</p>
      <p className="sub">{t('act.speakEnds', { date: showInstant(told.expiresAt) })}</p>
      <DialogFoot>
        <Button
          data-autofocus
          onClick={() => {
            onClose()
            void readRequestsAgain()
          }}
        >
          {t('act.understood')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

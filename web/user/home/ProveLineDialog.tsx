import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, serverNow } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { clock, useCountdown } from '../../design/useCountdown.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import './ProveLineDialog.css'

type Props = {
  /** The portal has heard the call. */
  proved: boolean
  onClose: () => void
}

/** Digits to dial from the line’s own phone (spec/security 1.4.12); it closes by itself when they have been dialled. */
export function ProveLineDialog({ proved, onClose }: Props) {
  const { t } = useTranslation('user')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [made, setMade] = useState<(Answer<'POST /api/me/line-proof'> & { until: number }) | null>(null)
  const left = useCountdown(made?.until ?? null)
  const mine = made !== null && left > 0 ? made : null
  useEffect(() => {
    if (!proved) return
    toastDone(t('prove.done'))
    onClose()
  }, [proved, onClose, t])

  const make = () =>
    submit(async () => {
      const answer = await api('POST /api/me/line-proof')
      setMade({ ...answer, until: Date.parse(answer.expiresAt) - serverNow() + Date.now() })
    })
  return (
    <Dialog title={t('prove.title')} lead={t('prove.lead')} onClose={onClose}>
      {problem && <FormProblem title={say(problem)} />}
      {mine && (
        <div className="prove-steps">
          <p>{t('prove.dial', { phones: mine.phones.join(', ') })}</p>
          <output className="prove-code nums" aria-label={`${t('prove.code')}: ${mine.code.split('').join(' ')}`}>
            {mine.code.slice(0, 3)} {mine.code.slice(3)}
          </output>
          <p role="timer" className="prove-left nums">
            {t('prove.left', { time: clock(left) })}
          </p>
        </div>
      )}
      <DialogFoot>
        <Button variant="default" onClick={onClose}>
          {t('prove.close')}
        </Button>
        {!mine && (
          <Button data-autofocus loading={busy} onClick={() => void make()}>
            {t(made ? 'prove.again' : 'prove.show')}
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  )
}

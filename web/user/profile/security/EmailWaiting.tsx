import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api, asProblem } from '../../../api.ts'
import { toastDone, toastError } from '../../../design/toast.ts'
import { useProblemText } from '../../../shell/useProblemText.ts'
import { useSubmit } from '../../../shell/useSubmit.ts'
import './EmailWaiting.css'

/** An address that waits for its proof: write the code, or have the message sent again. */
export function EmailWaiting({ address, onWrite }: { address: string; onWrite: () => void }) {
  const { t } = useTranslation('user')
  const say = useProblemText()
  const { busy, submit } = useSubmit()

  function resend(): void {
    void submit(async () => {
      try {
        toastDone(t('email.resent', { email: (await api('POST /api/email/resend')).address }))
      } catch (error) {
        toastError(say(asProblem(error)))
      }
    })
  }

  return (
    <div className="email-waiting">
      <p>{t('email.next', { email: address })}</p>
      <Button variant="default" onClick={onWrite}>
        {t('email.writeCode')}
      </Button>
      <Button variant="subtle" loading={busy} onClick={resend}>
        {t('email.resend')}
      </Button>
    </div>
  )
}

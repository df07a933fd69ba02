import { Button } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { CodeField } from '../design/CodeField.tsx'
import { FormProblem } from '../design/FormProblem.tsx'
import { Hint } from '../design/Note.tsx'
import { clock, useCountdown } from '../design/useCountdown.ts'
import type { Session } from '../shell/session.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'

type Props = {
  address: string
  /** The code was right; takes over the session that came back. */
  onVerified: (session: Session) => void
  /** Other ways on, beside asking for a new code. */
  children?: ReactNode
}

/** One code a minute (spec/security 2.5). */
const resendPause = 60_000

/** The six digits mailed to an address; also for the profile and the reminder on Home. */
export function EmailCodeForm({ address, onVerified, children }: Props) {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit, clear } = useSubmit()
  const again = useSubmit()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState(false)
  const [resendAt, setResendAt] = useState<number | null>(null)
  const wait = useCountdown(resendAt)
  const field = useRef<HTMLInputElement>(null)
  const digits = code.replace(/\s/g, '')

  useEffect(() => {
    if (problem?.code === 'email.code-wrong') field.current?.select()
  }, [problem])

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!digits) {
      field.current?.focus()
      return
    }
    setSent(false)
    again.clear()
    void submit(async () => onVerified((await api('POST /api/email/verify', { body: { code: digits } })).session))
  }

  function resend(): void {
    clear()
    void again.submit(async () => {
      await api('POST /api/email/resend')
      setSent(true)
      setCode('')
      setTried(false)
      setResendAt(Date.now() + resendPause)
      field.current?.focus()
    })
  }

  const shown = problem ?? again.problem
  return (
    <form className="door-form" noValidate onSubmit={send}>
      {shown && <FormProblem title={say(shown)} focus={shown.code !== 'email.code-wrong'} />}
      <p role="status" className={sent ? 'sub' : 'vh'}>
        {sent && t('verify.sent', { email: address })}
      </p>
      <CodeField
        ref={field}
        data-autofocus
        label={t('verify.code')}
        aria-required="true"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={tried && !digits && t('verify.missing')}
      />
      <Button type="submit" size="md" fullWidth loading={busy}>
        {t('verify.submit')}
      </Button>
      <div className="door-row">
        <Button variant="subtle" loading={again.busy} disabled={wait > 0} onClick={resend}>
          {wait > 0 ? t('verify.resendWait', { time: clock(wait) }) : t('verify.resend')}
        </Button>
        {children}
      </div>
      <Hint>{t('verify.hint')}</Hint>
    </form>
  )
}

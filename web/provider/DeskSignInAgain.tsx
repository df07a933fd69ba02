import { Button } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, onSessionEnd } from '../api.ts'
import { CodeField } from '../design/CodeField.tsx'
import { Dialog, DialogFoot } from '../design/Dialog.tsx'
import { FormProblem } from '../design/FormProblem.tsx'
import { PasswordField } from '../design/PasswordField.tsx'
import { KnownName } from '../front-door/KnownNumber.tsx'
import { queries } from '../shell/queries.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { acceptStaffSession, deskHome, type StaffSession } from './staff-session.ts'
import { useStaff } from './useStaffSession.ts'

/** Watches for the end of the session while a page is open. */
export function DeskSignInAgain() {
  const [ended, setEnded] = useState(false)
  useEffect(() => onSessionEnd(() => setEnded(true)), [])
  return ended ? <Again onResumed={() => setEnded(false)} /> : null
}

/** The same person signs in again over the page, password and second factor; what they had written is still there. */
function Again({ onResumed }: { onResumed: () => void }) {
  const { t } = useTranslation('shell')
  const say = useProblemText()
  const staff = useStaff()
  const { busy, problem, submit } = useSubmit()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [secret, setSecret] = useState('')
  const [tried, setTried] = useState(false)

  async function resume(session: StaffSession): Promise<void> {
    if (session.state === 'second-factor') {
      setStep('code')
      setSecret('')
      setTried(false)
    } else if (session.state === 'full') {
      acceptStaffSession(session)
      onResumed()
      await queries.invalidateQueries()
    } else location.assign(deskHome)
  }

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!secret) return
    void submit(async () => {
      const { session } =
        step === 'password'
          ? await api('POST /api/provider/session', { body: { email: staff.email, password: secret } })
          : await api('POST /api/provider/session/second-factor', { body: { code: secret.replace(/\s/g, '') } })
      await resume(session)
    })
  }

  const missing = tried && !secret && t('field.required')
  return (
    <Dialog
      curtain
      title={t('again.title')}
      lead={
        <>
          {t('again.text')}
          <br />
          <bdi>{staff.name}</bdi> · <bdi>{staff.email}</bdi>
        </>
      }
    >
      <form className="dialog-form" noValidate onSubmit={send}>
        {problem && <FormProblem title={say(problem)} />}
        <KnownName name={staff.email} />
        {step === 'password' ? (
          <PasswordField
            key="password"
            data-autofocus
            label={t('again.password')}
            name="password"
            autoComplete="current-password"
            aria-required="true"
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            error={missing}
          />
        ) : (
          <CodeField
            key="code"
            autoFocus
            label={t('again.code')}
            aria-required="true"
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            error={missing}
          />
        )}
        <DialogFoot>
          <Button variant="default" size="md" onClick={() => location.assign(deskHome)}>
            {t('again.leave')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t('again.signIn')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

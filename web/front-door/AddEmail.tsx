import { Button, TextInput } from '@mantine/core'
import { IconMail, IconShieldLock } from '@tabler/icons-react'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readEmailAddress } from '#domain/email-address.ts'
import { api } from '../api.ts'
import { Dialog } from '../design/Dialog.tsx'
import { FormProblem } from '../design/FormProblem.tsx'
import { Hint } from '../design/Note.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { acceptSession, type GateSession } from '../shell/session.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import './AddEmail.css'
import { codeOffer } from './code-offer.ts'

/** The pop-up for the reference e-mail (guide figure 4): one field, and a way out only for those who may wait. */
export function AddEmail({ session, onSent }: { session: GateSession; onSent?: () => void }) {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [email, setEmail] = useState(session.email ?? '')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!readEmailAddress(email)) {
      field.current?.focus()
      return
    }
    void submit(async () => {
      const { session: next } = await api('POST /api/email', { body: { email } })
      codeOffer.open()
      acceptSession(next)
      onSent?.()
    })
  }

  const error = tried && !readEmailAddress(email) && t(email.trim() ? 'email.invalid' : 'email.missing')
  return (
    <>
      <span className="vh">
        <PageTitle>{t('email.page')}</PageTitle>
      </span>
      <Dialog title={t('email.title')} lead={t('email.lead')}>
        <ul className="why">
          <li>
            <IconShieldLock size={20} stroke={1.7} aria-hidden="true" />
            {t('email.whyReset')}
          </li>
          <li>
            <IconMail size={20} stroke={1.7} aria-hidden="true" />
            {t('email.whyNotice')}
          </li>
        </ul>
        <form className="door-form" noValidate onSubmit={send}>
          {problem && <FormProblem title={say(problem)} />}
          <TextInput
            ref={field}
            data-autofocus
            type="email"
            label={t('email.label')}
            name="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={300}
            aria-required="true"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={error}
          />
          <Button type="submit" size="md" fullWidth loading={busy}>
            {t('email.submit')}
          </Button>
          {session.mayPostponeEmail && (
            <Button
              variant="subtle"
              fullWidth
              disabled={busy}
              onClick={() => void submit(async () => acceptSession((await api('POST /api/email/later')).session))}
            >
              {t('email.later')}
            </Button>
          )}
          <Hint>{t('email.hint')}</Hint>
        </form>
      </Dialog>
    </>
  )
}

import { Button } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { Hint } from '../design/Note.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { PasswordField } from '../design/PasswordField.tsx'
import { brand } from '../shell/brand.ts'
import { acceptSession, type GateSession } from '../shell/session.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { KnownNumber } from './KnownNumber.tsx'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { flawsOf, useNewPassword } from './useNewPassword.ts'

/** The temporary password must go before anything else (guide figures 3 and 9). */
export function ChangePassword({ session }: { session: GateSession }) {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [old, setOld] = useState('')
  const [tried, setTried] = useState(false)
  const oldField = useRef<HTMLInputElement>(null)
  const value = useNewPassword({ old, number: session.number, minimum: session.passwordMinimum })
  const oldWrong = problem?.code === 'password.wrong'
  const flaws = flawsOf(problem)

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    const ready = value.validate()
    if (!old) oldField.current?.focus()
    if (!old || !ready) return
    void submit(async () => {
      const body = { oldPassword: old, newPassword: value.password }
      acceptSession((await api('POST /api/password/change', { body })).session)
    })
  }

  return (
    <section role="dialog" aria-labelledby="change-password" className="door-form">
      <div className="door-head">
        <PageTitle id="change-password">{t('password.title')}</PageTitle>
        <p className="sub">
          <span>{t('password.expired')}</span> <span>{t('password.validity')}</span>
        </p>
      </div>
      <form noValidate onSubmit={send}>
        {problem && <FormProblem title={say(problem)} />}
        <KnownNumber number={session.number} />
        <PasswordField
          ref={oldField}
          label={t('password.old')}
          description={t('password.oldHint')}
          name="old-password"
          autoComplete="current-password"
          aria-required="true"
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
          error={(tried && !old && t('password.oldMissing')) || (oldWrong && t('password.oldWrong'))}
        />
        <NewPasswordFields value={value} flaws={flaws} />
        <Button type="submit" size="md" fullWidth loading={busy} className="door-upper">
          {t('password.submit')}
        </Button>
        <Hint>{t('password.forgotten', { support: brand.supportNumber })}</Hint>
      </form>
    </section>
  )
}

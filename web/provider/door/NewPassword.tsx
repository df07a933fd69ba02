import { Button } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { PasswordField } from '../../design/PasswordField.tsx'
import { NewPasswordFields } from '../../front-door/NewPasswordFields.tsx'
import { flawsOf, useNewPassword } from '../../front-door/useNewPassword.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { acceptStaffSession, type GateStaffSession } from '../staff-session.ts'

/** The temporary password must go before anything else. */
export default function NewPassword({ session }: { session: GateStaffSession }) {
  const { t } = useTranslation(['desk', 'access'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [old, setOld] = useState('')
  const [tried, setTried] = useState(false)
  const oldField = useRef<HTMLInputElement>(null)
  const value = useNewPassword({ old, number: '', minimum: session.passwordMinimum })
  const oldWrong = problem?.code === 'password.wrong'

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    const ready = value.validate()
    if (!old) oldField.current?.focus()
    if (!old || !ready) return
    void submit(async () => {
      const body = { oldPassword: old, newPassword: value.password }
      acceptStaffSession((await api('POST /api/provider/me/password', { body })).session)
    })
  }

  return (
    <>
      <div className="door-head">
        <PageTitle>{t('newPassword.title')}</PageTitle>
        <p className="sub">{t('newPassword.lead')}</p>
      </div>
      <form noValidate onSubmit={send}>
        {problem && !oldWrong && <FormProblem title={say(problem)} />}
        <PasswordField
          ref={oldField}
          label={t('newPassword.old')}
          name="old-password"
          autoComplete="current-password"
          aria-required="true"
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
          error={(tried && !old && t('access:password.oldMissing')) || (oldWrong && t('access:password.oldWrong'))}
        />
        <NewPasswordFields value={value} flaws={flawsOf(problem)} />
        <Button type="submit" size="md" fullWidth loading={busy}>
          {t('newPassword.submit')}
        </Button>
      </form>
    </>
  )
}

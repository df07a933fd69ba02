import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../api.ts'
import { FormProblem } from '../../../design/FormProblem.tsx'
import { Hint } from '../../../design/Note.tsx'
import { PasswordField } from '../../../design/PasswordField.tsx'
import { toastDone } from '../../../design/toast.ts'
import { KnownNumber } from '../../../front-door/KnownNumber.tsx'
import { NewPasswordFields } from '../../../front-door/NewPasswordFields.tsx'
import { flawsOf, useNewPassword } from '../../../front-door/useNewPassword.ts'
import { acceptSession } from '../../../shell/session.ts'
import { delicate } from '../../../shell/step-up.ts'
import { useProblemText } from '../../../shell/useProblemText.ts'
import { useFullSession } from '../../../shell/useSession.ts'
import { refreshProfile } from '../../my-profile.ts'
import { type BoxFormProps, useBoxForm } from './box-form.ts'

/** The present password and the new one twice, with the checklist and the meter of the first access. */
export function PasswordForm({ ref, profile, submitting, onDirty, onDone }: BoxFormProps) {
  const { t } = useTranslation('user')
  const say = useProblemText()
  const { passwordMinimum, viewer } = useFullSession()
  const { problem, submit } = submitting
  const [current, setCurrent] = useState('')
  const [tried, setTried] = useState(false)
  const currentField = useRef<HTMLInputElement>(null)
  const value = useNewPassword({ old: current, number: viewer.number, minimum: passwordMinimum })
  const wrong = problem?.code === 'password.wrong'
  useBoxForm(ref, 'password', confirm, current + value.password + value.repeated !== '', onDirty)

  useEffect(() => {
    if (problem?.code === 'password.wrong') currentField.current?.select()
  }, [problem])

  function confirm(): void {
    setTried(true)
    const ready = value.validate()
    if (!current) currentField.current?.focus()
    if (!current || !ready) return
    void submit(async () => {
      const body = { oldPassword: current, newPassword: value.password }
      acceptSession((await delicate(() => api('POST /api/password/change', { body }))).session)
      toastDone(t('password.done'))
      onDone()
      await refreshProfile()
    })
  }

  return (
    <>
      {problem && !wrong && <FormProblem title={say(problem)} />}
      <PasswordField
        ref={currentField}
        label={t('password.current')}
        name="current-password"
        autoComplete="current-password"
        aria-required="true"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        error={(tried && !current && t('password.currentMissing')) || (wrong && t('password.currentWrong'))}
      />
      <NewPasswordFields value={value} flaws={flawsOf(problem)} />
      <Hint>{t(profile.email.status === 'verified' ? 'password.effect' : 'password.effectNoEmail')}</Hint>
      <KnownNumber number={viewer.number} />
    </>
  )
}

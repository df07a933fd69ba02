import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../api.ts'
import { FormProblem } from '../../../design/FormProblem.tsx'
import { Hint } from '../../../design/Note.tsx'
import { toastDone } from '../../../design/toast.ts'
import { ChangePasswordFields } from '../../../front-door/ChangePasswordFields.tsx'
import { KnownNumber } from '../../../front-door/KnownNumber.tsx'
import { useChangePassword } from '../../../front-door/useChangePassword.ts'
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
  const { problem } = submitting
  const changing = useChangePassword({
    number: viewer.number,
    minimum: passwordMinimum,
    submitting,
    save: async (body) => {
      acceptSession((await delicate(() => api('POST /api/password/change', { body }))).session)
      toastDone(t('password.done'))
      onDone()
      await refreshProfile()
    },
  })
  useBoxForm(ref, 'password', changing.send, changing.begun, onDirty)

  const { oldField } = changing
  useEffect(() => {
    if (problem?.code === 'password.wrong') oldField.current?.select()
  }, [problem, oldField])

  return (
    <>
      {problem && !changing.oldWrong && <FormProblem title={say(problem)} />}
      <ChangePasswordFields
        changing={changing}
        name="current-password"
        label={t('password.current')}
        missing={t('password.currentMissing')}
        wrong={t('password.currentWrong')}
      />
      <Hint>{t(profile.email.status === 'verified' ? 'password.effect' : 'password.effectNoEmail')}</Hint>
      <KnownNumber number={viewer.number} />
    </>
  )
}

import { Button } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { ChangePasswordFields } from '../../front-door/ChangePasswordFields.tsx'
import { useChangePassword } from '../../front-door/useChangePassword.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { acceptStaffSession, type GateStaffSession } from '../staff-session.ts'

/** The temporary password must go before anything else. */
export default function NewPassword({ session }: { session: GateStaffSession }) {
  const { t } = useTranslation(['desk', 'access'])
  const say = useProblemText()
  const submitting = useSubmit()
  const { busy, problem } = submitting
  const changing = useChangePassword({
    number: '',
    minimum: session.passwordMinimum,
    submitting,
    save: async (body) => acceptStaffSession((await api('POST /api/provider/me/password', { body })).session),
  })

  function send(event: FormEvent): void {
    event.preventDefault()
    changing.send()
  }

  return (
    <>
      <div className="door-head">
        <PageTitle>{t('newPassword.title')}</PageTitle>
        <p className="sub">{t('newPassword.lead')}</p>
      </div>
      <form noValidate onSubmit={send}>
        {problem && !changing.oldWrong && <FormProblem title={say(problem)} />}
        <ChangePasswordFields
          changing={changing}
          name="old-password"
          label={t('newPassword.old')}
          missing={t('access:password.oldMissing')}
          wrong={t('access:password.oldWrong')}
        />
        <Button type="submit" size="md" fullWidth loading={busy}>
          {t('newPassword.submit')}
        </Button>
      </form>
    </>
  )
}

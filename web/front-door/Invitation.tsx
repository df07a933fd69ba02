import { Button } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordLength } from '#domain/access/password.ts'
import { api } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { go } from '../shell/path.ts'
import { acceptSession } from '../shell/session.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { DeadLink } from './DeadLink.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { useMailedToken } from './mailed-token.ts'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { NumberField } from './NumberField.tsx'
import { flawsOf, useNewPassword } from './useNewPassword.ts'
import { useNumber } from './useNumber.ts'

/** Behind a personal invitation: the number, the own password, and the portal (spec/security 1.4.10). */
export default function Invitation() {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const { token } = useMailedToken()
  const number = useNumber()
  const value = useNewPassword({ number: number.value, minimum: passwordLength.user })

  function send(event: FormEvent): void {
    event.preventDefault()
    const ready = value.validate()
    if (!token || !number.validate() || !ready) return
    void submit(async () => {
      const body = { token, number: number.value, newPassword: value.password }
      const { session } = await api('POST /api/invitation', { body })
      acceptSession(session)
      go('/')
    })
  }

  if (!token || problem?.code === 'link.invalid') {
    return (
      <DoorFrame>
        <DeadLink text={t('invitation.invalid')} />
      </DoorFrame>
    )
  }
  return (
    <DoorFrame>
      <div className="door-head">
        <PageTitle tab={t('invitation.page')}>{t('invitation.title')}</PageTitle>
        <p className="sub">{t('invitation.lead')}</p>
      </div>
      <form noValidate onSubmit={send}>
        {problem && <FormProblem title={say(problem)} />}
        <NumberField number={number} />
        <NewPasswordFields value={value} flaws={flawsOf(problem)} />
        <Button type="submit" size="md" fullWidth loading={busy} className="door-upper">
          {t('invitation.submit')}
        </Button>
      </form>
    </DoorFrame>
  )
}

import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordLength } from '#domain/access/password.ts'
import { api } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { go } from '../shell/path.ts'
import { readSession } from '../shell/session.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { DeadLink } from './DeadLink.tsx'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { NumberField } from './NumberField.tsx'
import { flawsOf, useNewPassword } from './useNewPassword.ts'
import { useNumber } from './useNumber.ts'

/** The page behind the mailed link: the number again, and the new password twice (spec/security 2.4). */
export function ResetPassword({ token, onAskAgain }: { token: string; onAskAgain: () => void }) {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const number = useNumber()
  const [done, setDone] = useState(false)
  // The page does not know whose link it is, so it shows the least length of a user; the server knows.
  const value = useNewPassword({ number: number.value, minimum: passwordLength.user })

  function send(event: FormEvent): void {
    event.preventDefault()
    const ready = value.validate()
    if (!number.validate() || !ready) return
    void submit(async () => {
      await api('POST /api/password/reset', { body: { token, number: number.value, newPassword: value.password } })
      setDone(true)
    })
  }

  if (done) {
    return (
      <div className="door-form">
        <div className="door-head">
          <PageTitle key="done">{t('newPassword.doneTitle')}</PageTitle>
          <p className="sub">{t('newPassword.done')}</p>
        </div>
        <Button size="md" fullWidth onClick={() => void readSession().then(() => go('/'))}>
          {t('newPassword.signIn')}
        </Button>
      </div>
    )
  }
  if (problem?.code === 'link.invalid') return <DeadLink text={t('confirmEmail.invalid')} onAskAgain={onAskAgain} />
  return (
    <>
      <div className="door-head">
        <PageTitle tab={t('newPassword.page')}>{t('newPassword.title')}</PageTitle>
        <p className="sub">{t('newPassword.lead')}</p>
      </div>
      <form noValidate onSubmit={send}>
        {problem && <FormProblem title={say(problem)} />}
        <NumberField number={number} />
        <NewPasswordFields value={value} flaws={flawsOf(problem)} />
        <Button type="submit" size="md" fullWidth loading={busy} className="door-upper">
          {t('newPassword.submit')}
        </Button>
      </form>
    </>
  )
}

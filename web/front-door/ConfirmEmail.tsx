import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { Rich } from '../design/Rich.tsx'
import { go } from '../shell/path.ts'
import { readSession } from '../shell/session.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { DeadLink } from './DeadLink.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { useMailedToken } from './mailed-token.ts'
import { NumberField } from './NumberField.tsx'
import { useNumber } from './useNumber.ts'

/** Behind the mailed link: the phone number proves that the address belongs to the line. */
export default function ConfirmEmail() {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const number = useNumber()
  const [confirmed, setConfirmed] = useState<string | null>(null)
  const { token } = useMailedToken()

  function send(event: FormEvent): void {
    event.preventDefault()
    if (!token || !number.validate()) return
    void submit(async () => {
      const answer = await api('POST /api/email/confirm-link', { body: { token, number: number.value } })
      setConfirmed(answer.maskedEmail)
    })
  }

  if (confirmed !== null) {
    return (
      <DoorFrame>
        <div className="door-form">
          <div className="door-head">
            <PageTitle key="done">{t('confirmEmail.doneTitle')}</PageTitle>
            <p className="sub">
              <Rich text={t('confirmEmail.done', { email: confirmed })} />
            </p>
          </div>
          <Button size="md" fullWidth onClick={() => void readSession().then(() => go('/'))}>
            {t('confirmEmail.go')}
          </Button>
        </div>
      </DoorFrame>
    )
  }
  if (!token || problem?.code === 'link.invalid') {
    return (
      <DoorFrame>
        <DeadLink text={t('confirmEmail.invalid')} />
      </DoorFrame>
    )
  }
  return (
    <DoorFrame>
      <div className="door-head">
        <PageTitle tab={t('confirmEmail.page')}>{t('confirmEmail.title')}</PageTitle>
        <p className="sub">{t('confirmEmail.lead')}</p>
      </div>
      <form noValidate onSubmit={send}>
        {problem && <FormProblem title={say(problem)} />}
        <NumberField number={number} />
        <Button type="submit" size="md" fullWidth loading={busy}>
          {t('confirmEmail.submit')}
        </Button>
      </form>
    </DoorFrame>
  )
}

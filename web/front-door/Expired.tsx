import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { Rich } from '../design/Rich.tsx'
import { brand } from '../shell/brand.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import type { ExpiredAnswer } from './Door.tsx'

type Props = { answer: ExpiredAnswer; number: string; onBack: () => void }

/** The password was right and too old: who can help, and nothing else (guide 2.4, spec/security 2.3). */
export default function Expired({ answer, number, onBack }: Props) {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [sent, setSent] = useState(false)

  function send(): void {
    void submit(async () => {
      await api('POST /api/password/reset-request', { body: { number } })
      setSent(true)
    })
  }

  return (
    <div className="door-form">
      <div className="door-head">
        <PageTitle tab={t('expired.page')}>{t('expired.title')}</PageTitle>
        <p className="sub">
          {answer.reset === 'email' && <Rich text={t('expired.email', { email: answer.maskedEmail ?? '' })} />}
          {answer.reset === 'administrator' && t('expired.administrator')}
          {answer.reset === 'support' && <Rich text={t('expired.support', { support: brand.supportNumber })} />}
        </p>
      </div>
      {problem && <FormProblem title={say(problem)} />}
      <p role="status" className={sent ? 'sub' : 'vh'}>
        {sent && t('expired.sent')}
      </p>
      {answer.reset === 'email' && !sent && (
        <Button size="md" fullWidth loading={busy} onClick={send}>
          {t('expired.send')}
        </Button>
      )}
      <Button variant="subtle" className="door-center" onClick={onBack}>
        {t('expired.back')}
      </Button>
    </div>
  )
}

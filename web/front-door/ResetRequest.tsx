import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { FormProblem } from '../design/FormProblem.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { brand } from '../shell/brand.ts'
import { linkTo } from '../shell/path.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { NumberField } from './NumberField.tsx'
import { useNumber } from './useNumber.ts'

/** Asks for the message with the link; the answer is the same for every number. */
export function ResetRequest() {
  const { t } = useTranslation('access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const number = useNumber()
  const [sent, setSent] = useState(false)

  function send(event: FormEvent): void {
    event.preventDefault()
    if (!number.validate()) return
    void submit(async () => {
      await api('POST /api/password/reset-request', { body: { number: number.value } })
      setSent(true)
    })
  }

  return (
    <>
      <div className="door-head">
        <PageTitle key={String(sent)} tab={t('reset.page')}>
          {t(sent ? 'reset.sentTitle' : 'reset.title')}
        </PageTitle>
        <p className="sub" role="status">
          {t(sent ? 'reset.sent' : 'reset.lead')}
        </p>
      </div>
      {sent ? (
        <Button variant="default" size="md" fullWidth onClick={() => setSent(false)}>
          {t('reset.again')}
        </Button>
      ) : (
        <form noValidate onSubmit={send}>
          {problem && <FormProblem title={say(problem)} />}
          <NumberField number={number} />
          <Button type="submit" size="md" fullWidth loading={busy}>
            {t('reset.submit')}
          </Button>
        </form>
      )}
      <a className="link door-center" {...linkTo('/')}>
        {t('reset.back')}
      </a>
      <div className="door-rest">
        <b>{t('reset.noEmailTitle')}</b>
        {t('reset.noEmail', { support: brand.supportNumber })}
      </div>
    </>
  )
}

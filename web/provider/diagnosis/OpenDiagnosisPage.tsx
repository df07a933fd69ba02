import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import './Diagnosis.css'

/** Number and code of the customer open the diagnosis of a line. */
export default function OpenDiagnosisPage() {
  const { t } = useTranslation('restores')
  const say = useProblemText()
  const navigate = useNavigate()
  const { busy, problem, submit } = useSubmit()
  const [typed, setTyped] = useState({ number: '', code: '', ticket: '' })
  const [missing, setMissing] = useState(false)
  const lacks = (name: keyof typeof typed) => missing && typed[name].trim() === ''
  const field = (name: keyof typeof typed) => ({
    size: 'md',
    autoComplete: 'off',
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
  })

  function open(event: FormEvent): void {
    event.preventDefault()
    setMissing(true)
    if (Object.values(typed).some((value) => value.trim() === '')) return
    void submit(async () => {
      const { visitId } = await api('POST /api/provider/diagnoses', { body: { ...typed, ticket: typed.ticket.trim() } })
      await navigate({ to: '/diagnosi/$visitId', params: { visitId } as never })
    })
  }

  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('diagnosis.title')}</PageTitle>
          <p className="sub">{t('diagnosis.lead')}</p>
        </div>
      </div>
      <form className="card diagnosis-form" onSubmit={open} noValidate>
        {problem && <FormProblem title={say(problem)} />}
        <TextInput
          {...field('number')}
          type="tel"
          maxLength={40}
          label={t('diagnosis.number')}
          error={lacks('number') ? t('diagnosis.numberMissing') : undefined}
        />
        <TextInput
          {...field('code')}
          inputMode="numeric"
          maxLength={12}
          label={t('diagnosis.code')}
          description={t('diagnosis.codeHelp')}
          error={lacks('code') ? t('diagnosis.codeMissing') : undefined}
        />
        <TextInput
          {...field('ticket')}
          maxLength={40}
          label={t('diagnosis.ticket')}
          error={lacks('ticket') ? t('panel.ticketMissing') : undefined}
        />
        <Button type="submit" size="md" loading={busy}>
          {t('diagnosis.open')}
        </Button>
      </form>
    </>
  )
}

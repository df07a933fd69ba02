import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { showDay } from '../../pbx/show-time.ts'
import { showNumber } from '../../shell/show-number.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { useStepUpUnderWay } from '../acting/useStepUpUnderWay.ts'
import { type Activation, refreshActivations } from './ActivationsList.tsx'
import { SecretOnce } from './SecretOnce.tsx'

type Reopened = Answer<'POST /api/first-access/activations/:activationId/objection'>

/** “Non riconosco”: what will happen, the number once more, and then the password for who really uses the line. */
export function ObjectionDialog({ activation, onClose }: { activation: Activation; onClose: () => void }) {
  const { t } = useTranslation(['first-access', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const opened = !useStepUpUnderWay(busy)
  const [number, setNumber] = useState('')
  const [tried, setTried] = useState(false)
  const [reopened, setReopened] = useState<Reopened | null>(null)

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (number.trim() === '') return
    const params = { activationId: activation.id }
    void submit(async () => {
      setReopened(
        await delicate(() =>
          api('POST /api/first-access/activations/:activationId/objection', { params, body: { number } }),
        ),
      )
      await refreshActivations()
    })
  }

  if (reopened) return <Done reopened={reopened} onClose={onClose} />
  return (
    <Dialog
      title={t('objection.title')}
      lead={t('objection.lead', { name: activation.name })}
      opened={opened}
      size={520}
      {...(busy ? {} : { onClose })}
    >
      <form className="dialog-form" noValidate onSubmit={send}>
        {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
        <ul className="objection-list">
          {(['out', 'email', 'phones', 'settings', 'veil'] as const).map((what) => (
            <li key={what}>{t(`objection.${what}`)}</li>
          ))}
        </ul>
        <TextInput
          data-autofocus
          label={t('objection.number', { number: showNumber(activation.number) })}
          name="line-number"
          inputMode="tel"
          autoComplete="off"
          aria-required="true"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          error={tried && number.trim() === '' && t('objection.missing')}
        />
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" color="rosso" loading={busy}>
            {t('objection.confirm')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function Done({ reopened, onClose }: { reopened: Reopened; onClose: () => void }) {
  const { t } = useTranslation('first-access')
  const { temporaryPassword, expiresAt, phonesRemoved, settingsRestored } = reopened
  return (
    <SecretOnce
      title={t('objection.doneTitle')}
      lead={t('objection.done')}
      secret={temporaryPassword}
      remark={t('objection.validity', { date: showDay(expiresAt) })}
      onClose={onClose}
    >
      {(phonesRemoved > 0 || settingsRestored > 0) && (
        <p className="sub">
          {phonesRemoved > 0 && t('objection.phonesRemoved', { count: phonesRemoved })}{' '}
          {settingsRestored > 0 && t('objection.settingsRestored', { count: settingsRestored })}
        </p>
      )}
    </SecretOnce>
  )
}

import { Button, NumberInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '#domain/call-handling/settings.ts'
import type { ProposedChange } from '#domain/support/proposal.ts'
import { api, asProblem } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Pill, type PillTone } from '../../design/Pill.tsx'
import { toastError } from '../../design/toast.ts'
import { useChangeWords } from '../../pbx/useChangeWords.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import type { Diagnosis } from './DiagnosisPage.tsx'

type Props = { diagnosis: Diagnosis; onChange: () => void }
type Proposal = Diagnosis['proposals'][number]

const tones: Record<NonNullable<Proposal['answer']> | 'waiting', PillTone> = {
  waiting: 'warm',
  accepted: 'ok',
  refused: 'error',
  withdrawn: 'quiet',
}

/** One change at a time, from what would help this line; the customer decides. */
export function ProposeCard({ diagnosis, onChange }: Props) {
  const { t } = useTranslation('restores')
  const words = useChangeWords()
  const { proposals } = diagnosis
  const waits = proposals.some(({ answer }) => answer === null)
  return (
    <section className="card" aria-labelledby="diagnosis-propose">
      <h2 className="h2" id="diagnosis-propose">
        {t('diagnosis.propose')}
      </h2>
      <p className="sub">{t('diagnosis.proposeText')}</p>
      {waits ? (
        <Withdraw diagnosis={diagnosis} onChange={onChange} />
      ) : (
        <Form diagnosis={diagnosis} onChange={onChange} />
      )}
      <div role="status">
        {proposals.length > 0 && (
          <ul className="diagnosis-list" aria-label={t('diagnosis.proposals')}>
            {proposals.map(({ id, change, phone, answer }) => (
              <li key={id}>
                <span>{words(change, phone)}</span>
                <Pill tone={tones[answer ?? 'waiting']}>{t(`diagnosis.answers.${answer ?? 'waiting'}`)}</Pill>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function Form({ diagnosis, onChange }: Props) {
  const { t } = useTranslation('restores')
  const words = useChangeWords()
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [which, setWhich] = useState('')
  const [missing, setMissing] = useState(false)
  const { least, most, step } = limits.seconds
  // The time it has would change nothing.
  const { after } = diagnosis.calls.voicemail
  const [seconds, setSeconds] = useState(after + step > most ? after - step : after + step)
  const choices: { value: string; change: ProposedChange; label: string }[] = [
    ...diagnosis.proposable.map((kind) => ({ kind })),
    ...(diagnosis.mayProposeVoicemail ? [{ kind: 'voicemail' as const, after: seconds }] : []),
    ...diagnosis.phones
      .filter(({ state }) => state === 'disabled')
      .map(({ id }) => ({ kind: 'phone-on' as const, deviceId: id })),
  ].map((change) => ({
    change,
    value: change.kind === 'phone-on' ? change.deviceId : change.kind,
    label: words(
      change,
      change.kind === 'phone-on' ? (diagnosis.phones.find(({ id }) => id === change.deviceId)?.name ?? null) : null,
    ),
  }))
  const chosen = choices.find(({ value }) => value === which)

  function send(event: FormEvent): void {
    event.preventDefault()
    setMissing(true)
    if (!chosen) return
    void submit(async () => {
      await api('POST /api/provider/diagnoses/:visitId/proposals', {
        params: { visitId: diagnosis.visit.id },
        body: { change: chosen.change },
      })
      onChange()
    })
  }
  if (choices.length === 0) return <p>{t('diagnosis.nothing')}</p>
  return (
    <form className="diagnosis-propose" onSubmit={send} noValidate>
      {problem && <FormProblem title={say(problem)} />}
      <Choice
        label={t('diagnosis.which')}
        placeholder={t('diagnosis.choose')}
        value={which}
        data={choices}
        onChange={setWhich}
        error={missing && !chosen ? t('diagnosis.whichMissing') : undefined}
      />
      {chosen?.change.kind === 'voicemail' && (
        <NumberInput
          label={t('diagnosis.seconds')}
          min={least}
          max={most}
          step={step}
          allowDecimal={false}
          value={seconds}
          onChange={(value) => setSeconds(Number(value) || least)}
        />
      )}
      <Button type="submit" loading={busy}>
        {t('diagnosis.send')}
      </Button>
    </form>
  )
}

function Withdraw({ diagnosis, onChange }: Props) {
  const { t } = useTranslation('restores')
  const say = useProblemText()
  const { busy, submit } = useSubmit()
  const withdraw = () =>
    submit(async () => {
      try {
        const params = { visitId: diagnosis.visit.id }
        await api('POST /api/provider/diagnoses/:visitId/proposals/withdraw', { params })
      } catch (error) {
        toastError(say(asProblem(error)))
      }
      onChange()
    })
  return (
    <Button variant="default" loading={busy} onClick={() => void withdraw()}>
      {t('diagnosis.withdraw')}
    </Button>
  )
}

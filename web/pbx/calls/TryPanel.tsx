import { Button, Checkbox, NativeSelect, Radio, RadioGroup, TextInput } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { italianTime } from '#domain/time-zone.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { useSubmit } from '../../shell/useSubmit.ts'
import { LocalHour } from '../LocalHour.tsx'
import { changesBetween } from './draft.ts'
import type { Simulated } from './line-calls.ts'
import './TryPanel.css'
import { TryResult } from './TryResult.tsx'
import { fromField, toField } from './until.ts'
import { useCallsHere } from './useCalls.ts'

const phoneStates = ['free', 'busy', 'unreachable'] as const
type Phones = (typeof phoneStates)[number]

/** “Prova” (7.2 idea 1): any caller, any moment, any state of the phones; the way of the call, and why. */
export default function TryPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('call-settings')
  const { api, settings, draft, inWords, now, zone } = useCallsHere()
  const { busy, problem, submit } = useSubmit()
  const [caller, setCaller] = useState('')
  const [withheld, setWithheld] = useState(false)
  const [chosen, setChosen] = useState(false)
  const [at, setAt] = useState(() => toField(now, zone))
  const [phones, setPhones] = useState<Phones>('free')
  const [answers, setAnswers] = useState(false)
  const [lacks, setLacks] = useState(false)
  const [result, setResult] = useState<Simulated | null>(null)

  function go(): void {
    const missing = !withheld && caller.trim() === ''
    setLacks(missing)
    if (missing) return
    const instant = chosen ? fromField(at, zone) : undefined
    void submit(async () => {
      setResult(null)
      setResult(
        await api.simulate({
          caller: withheld ? { kind: 'withheld' } : { kind: 'typed', typed: caller.trim() },
          ...(instant === undefined ? {} : { at: new Date(instant).toISOString() }),
          phones,
          answers,
          changes: changesBetween(settings, draft),
        }),
      )
    })
  }
  return (
    <SidePanel title={t('try.title')} lead={t('try.lead')} onClose={onClose}>
      <form
        className="rule-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        {problem && <FormProblem title={inWords(problem)} />}
        <TextInput
          label={t('try.caller')}
          description={t('try.callerHint')}
          size="sm"
          inputMode="tel"
          autoComplete="off"
          maxLength={40}
          data-autofocus
          disabled={withheld}
          value={caller}
          onChange={(event) => setCaller(event.currentTarget.value)}
          error={lacks && t('try.missing')}
        />
        <Checkbox
          label={t('try.withheld')}
          checked={withheld}
          onChange={(event) => setWithheld(event.currentTarget.checked)}
        />
        <div className="try-when">
          <NativeSelect
            label={t('try.when')}
            size="sm"
            value={chosen ? 'chosen' : 'now'}
            rightSection={<IconSelector size={16} stroke={1.7} aria-hidden="true" />}
            data={(['now', 'chosen'] as const).map((value) => ({ value, label: t(`try.${value}`) }))}
            onChange={(event) => setChosen(event.currentTarget.value === 'chosen')}
          />
          {chosen && (
            <TextInput
              type="datetime-local"
              label={t('try.at')}
              description={zone === italianTime ? undefined : <LocalHour zone={zone} />}
              size="sm"
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
            />
          )}
        </div>
        <RadioGroup label={t('try.phones')} value={phones} onChange={(next) => setPhones(next as Phones)}>
          <div className="call-radios">
            {phoneStates.map((one) => (
              <Radio key={one} value={one} label={t(`try.${one}`)} />
            ))}
          </div>
        </RadioGroup>
        <Checkbox
          label={t('try.answers')}
          checked={answers}
          onChange={(event) => setAnswers(event.currentTarget.checked)}
        />
        <div className="side-panel-foot">
          <Button type="submit" loading={busy}>
            {t('try.go')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">{result && <TryResult result={result} />}</div>
    </SidePanel>
  )
}

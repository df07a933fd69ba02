import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BarrableClass, barrableClasses } from '#domain/call-handling/settings.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Hint } from '../../design/Note.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { toastDone } from '../../design/toast.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { PanelFoot } from './PanelFoot.tsx'
import { useCallsHere } from './useCalls.ts'

/** The own lock on outgoing calls (2.7, “Lucchetto”): its owner changes it with the PIN of call services. */
export default function BarringPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['call-settings', 'call-handling', 'shell'])
  const { api, settings, state, saveNow, inWords } = useCallsHere()
  const { busy, problem, submit } = useSubmit()
  const navigate = useNavigate()
  const [barred, setBarred] = useState<readonly BarrableClass[]>(settings.barring)
  const [pin, setPin] = useState('')
  const [lacks, setLacks] = useState(false)
  const needsPin = api.own
  const noPin = needsPin && state.pinSetAt === null
  const wrong = problem?.code === 'pin.wrong'

  function confirm(): void {
    setLacks(needsPin && pin === '')
    if (needsPin && pin === '') return
    void submit(async () => {
      await saveNow({ barring: barred }, needsPin ? pin : undefined)
      toastDone(t('changed'))
      onClose()
    })
  }
  return (
    <SidePanel
      title={t('barring.title')}
      lead={t('barring.lead')}
      changed={barred !== settings.barring}
      onClose={onClose}
    >
      {noPin ? (
        <>
          <Hint warm>{t('barring.noPin')}</Hint>
          <div className="side-panel-foot">
            <Button
              onClick={() => {
                onClose()
                void navigate({ to: '/profilo', hash: 'pin' })
              }}
            >
              {t('barring.toPin')}
            </Button>
          </div>
        </>
      ) : (
        <form
          className="rule-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            confirm()
          }}
        >
          {problem && !wrong && <FormProblem title={inWords(problem)} />}
          <fieldset className="callers">
            <legend className="h3">{t('barring.classes')}</legend>
            {barrableClasses.map((one) => (
              <Checkbox
                key={one}
                label={t(`barring.${one}`)}
                checked={barred.includes(one)}
                onChange={(event) =>
                  setBarred(event.currentTarget.checked ? [...barred, one] : barred.filter((other) => other !== one))
                }
              />
            ))}
          </fieldset>
          {needsPin && (
            <PasswordInput
              label={t('barring.pin')}
              description={t('barring.pinHint')}
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              value={pin}
              onChange={(event) => setPin(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('shell:field.reveal') }}
              error={lacks ? t('barring.pinMissing') : wrong ? inWords(problem) : undefined}
            />
          )}
          <PanelFoot busy={busy} onClose={onClose} />
        </form>
      )}
    </SidePanel>
  )
}

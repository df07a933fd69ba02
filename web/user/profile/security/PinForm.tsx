import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pinLength } from '#domain/access/pin.ts'
import { api } from '../../../api.ts'
import { FormProblem } from '../../../design/FormProblem.tsx'
import { Hint } from '../../../design/Note.tsx'
import { toastDone } from '../../../design/toast.ts'
import { delicate } from '../../../shell/step-up.ts'
import { useProblemText } from '../../../shell/useProblemText.ts'
import { useFullSession } from '../../../shell/useSession.ts'
import { refreshProfile } from '../../my-profile.ts'
import { type BoxFormProps, useBoxForm } from './box-form.ts'
import { CurrentPin } from './CurrentPin.tsx'
import { PinField } from './PinField.tsx'
import { useNewPin } from './useNewPin.ts'

/** The present PIN, where there is one and it is remembered, and the new one twice. */
export function PinForm({ ref, profile, submitting, onDirty, onDone }: BoxFormProps) {
  const { t } = useTranslation('user')
  const say = useProblemText()
  const { viewer } = useFullSession()
  const { problem, submit } = submitting
  const exists = profile.pin.setAt !== null
  const pin = useNewPin({ exists, ownNumbers: [viewer.number, viewer.extension], problem })
  const { current, wanted, repeated } = pin
  const currentField = useRef<HTMLInputElement>(null)
  const wrong = problem?.code === 'pin.wrong'
  useBoxForm(ref, 'pin', confirm, current.value + wanted.value + repeated.value !== '', onDirty)

  useEffect(() => {
    if (problem?.code === 'pin.wrong') currentField.current?.select()
    if (problem?.code === 'pin.refused') wanted.field.current?.focus()
  }, [problem, wanted.field])

  function confirm(): void {
    if (!pin.validate(currentField.current)) return
    void submit(async () => {
      const body = { newPin: wanted.value, ...(pin.asksCurrent ? { currentPin: current.value } : {}) }
      await delicate(() => api('POST /api/me/pin', { body }))
      toastDone(t(exists ? 'pin.done' : 'pin.defined'))
      onDone()
      await refreshProfile()
    })
  }

  return (
    <>
      <Hint warm>{t('pin.notice')}</Hint>
      {problem && !wrong && problem.code !== 'pin.refused' && <FormProblem title={say(problem)} />}
      {exists && <CurrentPin pin={pin} field={currentField} wrong={wrong} />}
      <div>
        <PinField
          ref={wanted.field}
          label={t('pin.new')}
          description={t('pin.newHint', { length: pinLength.chosen })}
          name="new-pin"
          value={wanted.value}
          onChange={(event) => wanted.set(event.currentTarget.value)}
          error={wanted.error}
        />
        <p role="status" className={pin.warnings.length > 0 ? 'pin-warning' : 'vh'}>
          {pin.warnings.map((warning) => t(`pinWarning.${warning}`)).join(' ')}
        </p>
      </div>
      <PinField
        ref={repeated.field}
        label={t('pin.repeat')}
        name="repeat-pin"
        value={repeated.value}
        onChange={(event) => repeated.set(event.currentTarget.value)}
        error={repeated.error}
      />
    </>
  )
}

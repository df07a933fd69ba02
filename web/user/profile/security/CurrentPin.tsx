import { Button } from '@mantine/core'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { PinField } from './PinField.tsx'
import './PinForm.css'
import type { NewPin } from './useNewPin.ts'

type Props = { pin: NewPin; field: RefObject<HTMLInputElement | null>; wrong: boolean }

/** “PIN attuale”; whoever has forgotten it leaves it out, and the password is asked for instead (2.10). */
export function CurrentPin({ pin, field, wrong }: Props) {
  const { t } = useTranslation('user')
  const { current, asksCurrent, setForgotten } = pin
  return (
    <div className="current-pin">
      {asksCurrent ? (
        <PinField
          ref={field}
          label={t('pin.current')}
          name="current-pin"
          value={current.value}
          onChange={(event) => current.set(event.currentTarget.value)}
          error={current.error || (wrong && t('pin.currentWrong'))}
        />
      ) : (
        <p className="sub" role="status">
          {t('pin.forgottenText')}
        </p>
      )}
      <Button
        variant="subtle"
        onClick={() => {
          setForgotten(asksCurrent)
          pin.wanted.field.current?.focus()
        }}
      >
        {t(asksCurrent ? 'pin.forgotten' : 'pin.known')}
      </Button>
    </div>
  )
}

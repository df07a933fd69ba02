import { type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkPin, pinLength } from '#domain/access/pin.ts'
import type { Problem } from '../../../api.ts'

type Known = {
  /** Is there a PIN to replace? */
  exists: boolean
  /** A PIN may not be a piece of these. */
  ownNumbers: readonly string[]
  problem: Problem | null
}

export type PinEntry = {
  readonly value: string
  readonly set: (value: string) => void
  readonly error: string | undefined
  readonly field: RefObject<HTMLInputElement | null>
}

/** A new PIN typed twice, checked here by the rule the server checks again (spec/security 2.10). */
export function useNewPin({ exists, ownNumbers, problem }: Known) {
  const { t } = useTranslation('user')
  const [forgotten, setForgotten] = useState(false)
  const [tried, setTried] = useState(false)
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState('')
  const [repeated, setRepeated] = useState('')
  const wantedField = useRef<HTMLInputElement>(null)
  const repeatedField = useRef<HTMLInputElement>(null)
  const asksCurrent = exists && !forgotten
  const { flaws, warnings } = checkPin(wanted, ownNumbers)
  const whole = tried || wanted.length >= pinLength.chosen
  const told = whole && wanted ? flaws : []
  const refused = problem?.code === 'pin.refused' && flaws.length === 0

  /** True when it may be sent; otherwise the errors show and the first field at fault has the focus. */
  function validate(currentField: HTMLInputElement | null): boolean {
    setTried(true)
    if (asksCurrent && !current) currentField?.focus()
    else if (flaws.length > 0) wantedField.current?.focus()
    else if (wanted !== repeated) repeatedField.current?.focus()
    else return true
    return false
  }

  const wantedError =
    (tried && !wanted && t('pin.newMissing')) ||
    told.map((flaw) => t(`pinFlaw.${flaw}`, { length: pinLength.chosen })).join(' ') ||
    (refused && t('pinFlaw.other')) ||
    undefined
  const repeatedError =
    tried && flaws.length === 0 && wanted !== repeated ? t(repeated ? 'pin.mismatch' : 'pin.repeatMissing') : undefined
  return {
    asksCurrent,
    setForgotten,
    warnings: flaws.length === 0 ? warnings : [],
    validate,
    current: {
      value: current,
      set: setCurrent,
      error: tried && asksCurrent && !current ? t('pin.currentMissing') : undefined,
    },
    wanted: { value: wanted, set: setWanted, error: wantedError, field: wantedField } satisfies PinEntry,
    repeated: { value: repeated, set: setRepeated, error: repeatedError, field: repeatedField } satisfies PinEntry,
  }
}

export type NewPin = ReturnType<typeof useNewPin>

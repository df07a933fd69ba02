import { TextInput } from '@mantine/core'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Destination } from '#domain/call-handling/settings.ts'
import { asProblem } from '../../api.ts'
import { showNumber } from '../../shell/show-number.ts'
import { longNameOf } from './draw.ts'
import './DestinationField.css'
import { useCallsHere } from './useCalls.ts'

type Props = {
  label: string
  /** Seen already elsewhere: only read out. */
  quiet?: boolean
  value: Destination | null
  onChange: (to: Destination | null) => void
  /** Waits for Conferma. */
  dirty?: boolean
  error?: string | undefined
  autoFocus?: boolean
}

/**
 * Where a call goes: typed in any spelling, or one of the saved numbers. The server says at once who that is, or why it
 * cannot be (spec/product 2.14); the preview follows.
 */
export function DestinationField({
  label,
  quiet = false,
  value,
  onChange,
  dirty = false,
  error,
  autoFocus = false,
}: Props) {
  const { t } = useTranslation('call-handling')
  const { names, resolve, settling, inWords, settings } = useCallsHere()
  const shown = value ? longNameOf(value, names, t) : ''
  const [text, setText] = useState<string | null>(null)
  const [refused, setRefused] = useState<string>()
  const [checking, setChecking] = useState(false)
  const asked = useRef(0)
  const later = useRef<ReturnType<typeof setTimeout>>(undefined)
  const saved = useId()

  async function take(typed: string): Promise<void> {
    clearTimeout(later.current)
    const turn = ++asked.current
    if (typed.trim() === '') {
      onChange(null)
      return
    }
    setChecking(true)
    try {
      const to = await resolve(typed)
      if (turn !== asked.current) return
      setText(null)
      setRefused(undefined)
      onChange(to)
    } catch (problem) {
      if (turn !== asked.current) return
      onChange(null)
      setRefused(inWords(asProblem(problem)))
    } finally {
      if (turn === asked.current) setChecking(false)
    }
  }
  function type(typed: string): void {
    setText(typed)
    setRefused(undefined)
    clearTimeout(later.current)
    // A stop in writing: what is there may be all of it.
    later.current = setTimeout(() => settling(take(typed)), 900)
  }

  return (
    <div className="destination">
      <TextInput
        {...(quiet ? { 'aria-label': label } : { label })}
        size="sm"
        className={dirty ? 'dirty' : undefined}
        placeholder={t('destination.example')}
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        value={text ?? shown}
        onChange={(event) => type(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => text !== null && settling(take(text))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text === null) return
          event.preventDefault()
          settling(take(text))
        }}
        error={refused ?? error}
        data-autofocus={autoFocus || undefined}
        aria-describedby={settings.savedNumbers.length > 0 ? saved : undefined}
      />
      <span className="vh" role="status">
        {checking ? t('destination.checking') : text === null && value ? shown : ''}
      </span>
      {settings.savedNumbers.length > 0 && (
        <fieldset id={saved} className="destination-saved" aria-label={t('destination.saved')}>
          {settings.savedNumbers.map(({ label: name, number }) => (
            <button
              key={number}
              type="button"
              className="chip"
              aria-pressed={value?.kind === 'number' && value.number === number}
              onClick={() => {
                setText(null)
                settling(take(number))
              }}
            >
              {name} <span className="nums">{showNumber(number)}</span>
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}

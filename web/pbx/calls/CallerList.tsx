import { Button, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { same } from '#domain/call-handling/same.ts'
import { type CallerPattern, limits } from '#domain/call-handling/settings.ts'
import type { Typed } from '#domain/call-handling/settings-request.ts'
import { showNumber } from '../../shell/show-number.ts'
import type { Names } from './draw.ts'
import { useCallsHere } from './useCalls.ts'

/** A caller of a list: as the server gave it, or as somebody has just typed it. */
export type Listed = CallerPattern | Typed

type Props = {
  label: string
  value: readonly Listed[]
  onChange: (callers: readonly Listed[]) => void
}

/** Which callers a list means (2.3 E): numbers, beginnings with `*`, extensions, and whoever hides the number. */
export function CallerList({ label, value, onChange }: Props) {
  const { t } = useTranslation('call-handling')
  const { names } = useCallsHere()
  const [text, setText] = useState('')
  const shown = (caller: Listed) => callerText(caller, names, t)
  const anonymous = value.some(({ kind }) => kind === 'anonymous')

  function add(caller: Listed): void {
    if (!value.some((other) => same(other, caller))) onChange([...value, caller])
  }
  function take(): void {
    const typed = text.trim()
    if (typed === '') return
    add({ kind: 'typed', typed })
    setText('')
  }
  return (
    <fieldset className="callers">
      <legend className="h3">{label}</legend>
      {value.length === 0 && <p className="calls-none">{t('callers.none')}</p>}
      {value.length > 0 && (
        <ul className="other-phones">
          {value.map((caller) => (
            <li key={JSON.stringify(caller)}>
              <span className="nums">{shown(caller)}</span>
              <button
                type="button"
                className="small-cross"
                aria-label={t('incoming.remove', { what: shown(caller) })}
                onClick={() => onChange(value.filter((other) => other !== caller))}
              >
                <IconX size={16} stroke={1.8} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {value.length < limits.callersPerList && (
        <div className="callers-add">
          <TextInput
            label={t('callers.field')}
            description={t('callers.hint')}
            size="sm"
            inputMode="tel"
            autoComplete="off"
            maxLength={40}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onBlur={take}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || text.trim() === '') return
              event.preventDefault()
              take()
            }}
          />
          <div className="callers-buttons">
            <Button variant="default" onClick={take}>
              {t('incoming.addAction')}
            </Button>
            {!anonymous && (
              <Button variant="subtle" onClick={() => add({ kind: 'anonymous' })}>
                {t('callers.addAnonymous')}
              </Button>
            )}
          </div>
        </div>
      )}
    </fieldset>
  )
}

type T = ReturnType<typeof useTranslation<'call-handling'>>['t']

/** `02 1234 5678`, `02*`, `Silvia Bertone`, `Chi nasconde il numero`. */
export function callerText(caller: Listed, names: Names, t: T): string {
  switch (caller.kind) {
    case 'typed':
      return caller.typed
    case 'number':
      return caller.hidden ? t('callers.hidden') : showNumber(caller.number)
    case 'prefix':
      return `${caller.prefix.replace(/^\+39/, '')}*`
    case 'line':
      return names.lines.get(caller.lineId)?.name ?? t('destination.unknownLine')
    case 'anonymous':
      return t('callers.anonymous')
  }
}

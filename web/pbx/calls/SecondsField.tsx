import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { range, type Timer, withSeconds } from './draft.ts'
import { useCallsHere } from './useCalls.ts'

/** The seconds of a timer: the same value as its handle on the ribbon, and the way without dragging. */
export function SecondsField({ timer, label }: { timer: Timer; label: string }) {
  const { draft, dirty, change } = useCallsHere()
  const [text, setText] = useState<string | null>(null)
  const field = timer === 'noAnswer' ? 'noAnswerAfter' : 'voicemailAfter'
  const { after } = draft[timer]
  const { least, most } = range(draft, timer)

  const set = (seconds: number) => change((settings) => withSeconds(settings, timer, seconds))
  /** What is out of bounds goes to the nearest bound when the field is left, not while it is written. */
  function settle(): void {
    if (text === null) return
    const seconds = Number(text)
    if (text.trim() !== '' && Number.isFinite(seconds)) set(seconds)
    setText(null)
  }

  return (
    <TextInput
      aria-label={label}
      className={dirty(field) ? 'seconds dirty' : 'seconds'}
      size="xs"
      inputMode="numeric"
      role="spinbutton"
      aria-valuenow={after}
      aria-valuemin={least}
      aria-valuemax={most}
      autoComplete="off"
      maxLength={3}
      value={text ?? String(after)}
      onChange={(event) => {
        const typed = event.currentTarget.value.replace(/\D/g, '')
        setText(typed)
        const seconds = Number(typed)
        if (typed !== '' && seconds >= least && seconds <= most) set(seconds)
      }}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        const by = event.shiftKey ? 1 : 5
        setText(null)
        set(after + (event.key === 'ArrowUp' ? by : -by))
      }}
    />
  )
}

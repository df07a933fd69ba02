import { useRef, useState } from 'react'

/** A telephone number as somebody types it; the server reads it. */
export function useNumber() {
  const [value, setValue] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  /** True when there is something to send; otherwise the error shows and the field has the focus. */
  function validate(): boolean {
    setTried(true)
    if (!value.trim()) field.current?.focus()
    return value.trim() !== ''
  }

  return { value, setValue, missing: tried && !value.trim(), validate, field }
}

export type TypedNumber = ReturnType<typeof useNumber>

import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'

/** Long enough for a slow typist’s next key, short enough to feel immediate. */
const pause = 250

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'onKeyDown' | 'leftSection' | 'rightSection' | 'ref'> & {
  /** What is looked for now; it may change without this field: back and forward, “Cancella la ricerca”. */
  value: string
  /** `replace`: one step back leaves the search; the steps of typing it are not kept. */
  onSearch: (search: string, replace: boolean) => void
  clearLabel: string
  /** Stands at the right while nothing is typed. */
  hint?: ReactNode
  ref?: Ref<HTMLInputElement>
}

/** The text of a search: it is looked for when the typing rests, or at once with Enter. */
export function SearchField({ value, onSearch, clearLabel, hint, ref, ...props }: Props) {
  const field = useRef<HTMLInputElement>(null)
  useImperativeHandle(ref, () => field.current as HTMLInputElement)
  const [text, setText] = useState(value)
  const sent = useRef(value)

  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])

  useEffect(() => {
    if (text.trim() === sent.current) return
    const timer = setTimeout(() => look(text), pause)
    return () => clearTimeout(timer)
  })

  function look(next: string): void {
    const replace = sent.current !== '' && next.trim() !== ''
    sent.current = next.trim()
    onSearch(sent.current, replace)
  }

  function clear(): void {
    setText('')
    look('')
    field.current?.focus()
  }

  return (
    <TextInput
      {...props}
      ref={field}
      type="search"
      size="sm"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="search"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && text.trim() !== sent.current) look(text)
      }}
      leftSection={<IconSearch size={18} stroke={1.8} aria-hidden="true" />}
      rightSectionPointerEvents={text ? 'all' : 'none'}
      rightSection={
        text ? (
          <ActionIcon size={28} aria-label={clearLabel} onClick={clear}>
            <IconX size={16} stroke={1.8} aria-hidden="true" />
          </ActionIcon>
        ) : (
          hint
        )
      }
    />
  )
}

import { ActionIcon, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSingleKey } from '../../pbx/single-keys.ts'
import { type ListState, longestSearch } from './list-state.ts'
import { searchField } from './show-list.ts'
import type { ChangeList } from './useListState.ts'

/** Long enough for a slow typist’s next key, short enough to feel immediate. */
const pause = 250

/** The text of the search: it is looked for when the typing rests, or at once with Enter. `/` brings one here. */
export function SearchBox({ state, onChange }: { state: ListState; onChange: ChangeList }) {
  const { t } = useTranslation('directory')
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(state.search)
  const sent = useRef(state.search)
  useSingleKey('/', () => field.current?.focus())

  // Back and forward, or “Cancella la ricerca”, change the address without this box.
  useEffect(() => {
    if (state.search === sent.current) return
    sent.current = state.search
    setText(state.search)
  }, [state.search])

  useEffect(() => {
    if (text.trim() === sent.current) return
    const timer = setTimeout(() => look(text), pause)
    return () => clearTimeout(timer)
  })

  /** One step back leaves the search; the steps of typing it are not kept. */
  function look(next: string): void {
    const replace = sent.current !== '' && next.trim() !== ''
    sent.current = next.trim()
    onChange({ search: sent.current }, { replace })
  }

  function clear(): void {
    setText('')
    look('')
    field.current?.focus()
  }

  return (
    <TextInput
      ref={field}
      id={searchField}
      className="filters-text"
      type="search"
      size="sm"
      placeholder={t('filter.example')}
      maxLength={longestSearch}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="search"
      aria-keyshortcuts="/"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && text.trim() !== sent.current) look(text)
      }}
      leftSection={<IconSearch size={18} stroke={1.8} aria-hidden="true" />}
      rightSectionPointerEvents={text ? 'all' : 'none'}
      rightSection={
        text ? (
          <ActionIcon size={28} aria-label={t('filter.clear')} onClick={clear}>
            <IconX size={16} stroke={1.8} aria-hidden="true" />
          </ActionIcon>
        ) : (
          <kbd className="filters-key" title={t('filter.shortcut')}>
            /
          </kbd>
        )
      }
    />
  )
}

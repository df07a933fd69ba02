import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The search of the bar, one key away (Ctrl K): Enter shows the customers found. */
export function DeskSearch() {
  const { t } = useTranslation('desk')
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])

  function look(event: FormEvent): void {
    event.preventDefault()
    const cerca = text.trim()
    void navigate({ to: '/', search: cerca ? { cerca } : {} })
    setText('')
    field.current?.blur()
  }

  return (
    <search className="desk-search">
      <form onSubmit={look}>
        <TextInput
          ref={field}
          type="search"
          size="sm"
          aria-label={t('search.label')}
          aria-keyshortcuts="Control+K"
          placeholder={t('search.label')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={80}
          enterKeyHint="search"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={<IconSearch size={18} stroke={1.8} aria-hidden="true" />}
          rightSectionWidth={64}
          rightSectionPointerEvents="none"
          rightSection={<kbd className="desk-key">{t('search.key')}</kbd>}
        />
      </form>
    </search>
  )
}

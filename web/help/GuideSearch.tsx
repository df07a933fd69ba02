import { ActionIcon, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { singleKeys, useSingleKey } from '../pbx/single-keys.ts'
import './GuideSearch.css'

/** Looks through titles and steps while one types; `/` leads here. */
export function GuideSearch({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  const { t } = useTranslation('help')
  const field = useRef<HTMLInputElement>(null)
  useSingleKey('/', () => field.current?.focus())
  return (
    <search className="guide-search">
      <TextInput
        ref={field}
        label={t('search')}
        placeholder={t('searchExample')}
        {...(singleKeys.on() ? { title: t('shortcut'), 'aria-keyshortcuts': '/' } : {})}
        maxLength={80}
        autoComplete="off"
        leftSection={<IconSearch size={18} stroke={1.7} aria-hidden="true" />}
        value={query}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('')
        }}
        rightSection={
          query !== '' && (
            <ActionIcon
              aria-label={t('clear')}
              onClick={() => {
                onChange('')
                field.current?.focus()
              }}
            >
              <IconX size={18} stroke={1.7} aria-hidden="true" />
            </ActionIcon>
          )
        }
      />
    </search>
  )
}

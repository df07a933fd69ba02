import { ActionIcon, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../users/Choice.tsx'
import { type PhonesState, phoneStates } from './phones-address.ts'

type Props = { state: PhonesState; onChange: (part: Partial<PhonesState>, replace?: boolean) => void }

const all = 'all'
const pause = 250

/** Search in everything a phone is known by, and its state. */
export function PhoneFilters({ state, onChange }: Props) {
  const { t } = useTranslation(['phones', 'directory'])
  const asked = state.search ?? ''
  const [text, setText] = useState(asked)
  const sent = useRef(asked)
  const look = useRef(onChange)
  look.current = onChange
  useEffect(() => {
    // The address was changed elsewhere: back, a shared link, “Togli i filtri”.
    if (asked !== sent.current) setText(asked)
    sent.current = asked
  }, [asked])
  useEffect(() => {
    const search = text.trim()
    if (search === sent.current) return
    const timer = setTimeout(() => {
      const replace = sent.current !== '' && search !== ''
      sent.current = search
      look.current({ search }, replace)
    }, pause)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <search className="phones-filters" aria-label={t('tab.searchLabel')}>
      <TextInput
        type="search"
        size="sm"
        aria-label={t('tab.searchLabel')}
        placeholder={t('tab.search')}
        maxLength={80}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        leftSection={<IconSearch size={18} stroke={1.8} aria-hidden="true" />}
        rightSectionPointerEvents={text ? 'all' : 'none'}
        rightSection={
          text && (
            <ActionIcon size={28} aria-label={t('directory:filter.clear')} onClick={() => setText('')}>
              <IconX size={16} stroke={1.8} aria-hidden="true" />
            </ActionIcon>
          )
        }
      />
      <Choice
        aria-label={t('tab.state')}
        data={[
          { value: all, label: t('tab.anyState') },
          ...phoneStates.map((value) => ({ value, label: t(`state.${value}`) })),
        ]}
        value={state.state ?? all}
        onChange={(value) => onChange({ state: phoneStates.find((one) => one === value) })}
      />
    </search>
  )
}

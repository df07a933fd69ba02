import { ActionIcon, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../admin/users/Choice.tsx'
import { serverNow } from '../../api.ts'
import { type ListState, periods } from './calls.ts'

type Props = { state: ListState; onChange: (part: Partial<ListState>, replace?: boolean) => void }

const pause = 250
const oneDay = 'day'

/** Search, which messages, and how far back; a single day has a field of its own. */
export function Filters({ state, onChange }: Props) {
  const { t } = useTranslation(['call-history', 'directory'])
  const [text, setText] = useState(state.search)
  const sent = useRef(state.search)
  const look = useRef(onChange)
  look.current = onChange
  useEffect(() => {
    // Changed elsewhere: back, or “Cancella la ricerca”.
    if (state.search !== sent.current) setText(state.search)
    sent.current = state.search
  }, [state.search])
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
  const today = new Date(serverNow()).toISOString().slice(0, 10)
  return (
    <search className="calls-filters" aria-label={t('search')}>
      <TextInput
        className="calls-search"
        type="search"
        size="sm"
        aria-label={t('search')}
        placeholder={t('search')}
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
            <ActionIcon size={28} aria-label={t('empty.clear')} onClick={() => setText('')}>
              <IconX size={16} stroke={1.8} aria-hidden="true" />
            </ActionIcon>
          )
        }
      />
      {state.tab === 'messages' && (
        <SegmentedControl
          aria-label={t('show.label')}
          data={[
            { value: 'all', label: t('show.all') },
            { value: 'unheard', label: t('show.unheard') },
          ]}
          value={state.unheard ? 'unheard' : 'all'}
          onChange={(value) => onChange({ unheard: value === 'unheard' })}
        />
      )}
      <Choice
        className="calls-period"
        aria-label={t('period.label')}
        data={[
          ...periods.map((value) => ({ value: value as string, label: t(`period.${value}`) })),
          { value: oneDay, label: t('period.day') },
        ]}
        value={state.day ? oneDay : state.period}
        onChange={(value) =>
          value === oneDay
            ? onChange({ day: today })
            : onChange({ day: '', period: periods.find((one) => one === value) ?? 'month' })
        }
      />
      {state.day && (
        <TextInput
          type="date"
          size="sm"
          aria-label={t('period.pick')}
          max={today}
          value={state.day}
          onChange={(event) => onChange({ day: event.currentTarget.value }, true)}
        />
      )}
    </search>
  )
}

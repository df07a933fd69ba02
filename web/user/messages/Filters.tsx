import { SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dayIn } from '#domain/time-zone.ts'
import { serverNow } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { SearchField } from '../../design/SearchField.tsx'
import { myZone } from '../../shell/my-zone.ts'
import { type ListState, periods } from './calls.ts'

type Props = { state: ListState; onChange: (part: Partial<ListState>, replace?: boolean) => void }

const oneDay = 'day'

/** Search, which messages, and how far back; a single day has a field of its own. */
export function Filters({ state, onChange }: Props) {
  const { t } = useTranslation(['call-history', 'directory'])
  const today = dayIn(serverNow(), myZone())
  return (
    <search className="calls-filters" aria-label={t('search')}>
      <SearchField
        className="calls-search"
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={80}
        value={state.search}
        onSearch={(search, replace) => onChange({ search }, replace)}
        clearLabel={t('empty.clear')}
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

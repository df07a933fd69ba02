import { useTranslation } from 'react-i18next'
import { Choice } from '../../design/Choice.tsx'
import { SearchField } from '../../design/SearchField.tsx'
import { type PhonesState, phoneStates } from './phones-address.ts'

type Props = { state: PhonesState; onChange: (part: Partial<PhonesState>, replace?: boolean) => void }

const all = 'all'

/** Search in everything a phone is known by, and its state. */
export function PhoneFilters({ state, onChange }: Props) {
  const { t } = useTranslation(['phones', 'directory'])
  return (
    <search className="phones-filters" aria-label={t('tab.searchLabel')}>
      <SearchField
        aria-label={t('tab.searchLabel')}
        placeholder={t('tab.search')}
        maxLength={80}
        value={state.search ?? ''}
        onSearch={(search, replace) => onChange({ search }, replace)}
        clearLabel={t('directory:filter.clear')}
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

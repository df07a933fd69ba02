import { Checkbox } from '@mantine/core'
import { IconMapPin } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { useApi } from '../../shell/queries.ts'
import type { ExpiryState } from './expiry-address.ts'
import { showMonth } from './show-month.ts'

type Props = {
  state: ExpiryState
  months: Answer<'GET /api/people/expiry'>['months']
  onChange: (part: Partial<ExpiryState>) => void
}

const all = 'all'

/** Sede, month, and only those whom no letter reaches. */
export function ExpiryFilters({ state, months, onChange }: Props) {
  const { t, i18n } = useTranslation(['people', 'directory'])
  const { data } = useApi('GET /api/directory/sites')
  const sites = data?.sites ?? []
  const names = months.map(({ month }) => month)
  // A shared link may name a month in which nothing ends any more.
  const shown = state.month && !names.includes(state.month) ? [state.month, ...names] : names
  return (
    <search className="expiry-filters" aria-label={t('directory:filter.label')}>
      <Choice
        label={t('directory:line.site')}
        leftSection={<IconMapPin size={18} stroke={1.7} aria-hidden="true" />}
        searchable={sites.length > 12}
        nothingFoundMessage={t('directory:filter.noSite')}
        data={[
          { value: all, label: t('directory:filter.allSites') },
          ...sites.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={state.site ?? all}
        onChange={(site) => onChange({ site: site === all ? undefined : site })}
      />
      <Choice
        label={t('expiry.monthFilter')}
        data={[
          { value: all, label: t('expiry.allMonths') },
          ...shown.map((month) => ({ value: month, label: showMonth(month, i18n.language) })),
        ]}
        value={state.month ?? all}
        onChange={(month) => onChange({ month: month === all ? undefined : month })}
      />
      <Checkbox
        className="expiry-without"
        label={t('expiry.withoutEmail')}
        checked={state.withoutEmail}
        onChange={(event) => onChange({ withoutEmail: event.currentTarget.checked })}
      />
    </search>
  )
}

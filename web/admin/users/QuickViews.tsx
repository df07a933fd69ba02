import { useTranslation } from 'react-i18next'
import { quickViews } from '#domain/directory/quick-view.ts'
import { useApi } from '../../shell/queries.ts'
import type { ListState } from './list-state.ts'
import type { ChangeList } from './useListState.ts'
import './QuickViews.css'

/** What an administrator looks for most, with how many there are; pressed again, the whole list is back. */
export function QuickViews({ state, onChange }: { state: ListState; onChange: ChangeList }) {
  const { t } = useTranslation('directory')
  const { data } = useApi('GET /api/directory/quick-views')
  return (
    <fieldset className="quick-views" aria-label={t('view.label')}>
      {quickViews.map((view) => (
        <button
          key={view}
          type="button"
          className="quick-view"
          aria-pressed={state.view === view}
          onClick={() => onChange({ view: state.view === view ? undefined : view })}
        >
          {t(`view.${view}`)} <span className="quick-count nums">{data ? data.counts[view] : '·'}</span>
        </button>
      ))}
    </fieldset>
  )
}

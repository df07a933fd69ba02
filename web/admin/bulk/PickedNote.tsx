import { useTranslation } from 'react-i18next'
import type { ListSelection } from './useSelection.ts'

/** Above the rows: how many are ticked, and the way to all that the list finds. */
export function PickedNote({ picked, total }: { picked: ListSelection; total: number }) {
  const { t } = useTranslation('first-access')
  return (
    <div className="picked">
      <span role="status">
        {picked.all ? t('bulk.allSelected', { total }) : t('bulk.pageSelected', { count: picked.count })}
      </span>
      {picked.all || picked.count >= total ? (
        <button type="button" onClick={picked.clear}>
          {t('bulk.onlyPage')}
        </button>
      ) : (
        <button type="button" onClick={picked.chooseAll}>
          {t('bulk.all', { total })}
        </button>
      )}
    </div>
  )
}

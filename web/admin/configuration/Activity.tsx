import { useTranslation } from 'react-i18next'
import { ActivityList, type Happened } from '../../pbx/ActivityList.tsx'

/** What has changed on this line; never who called or what was said. */
export function Activity({ activity }: { activity: readonly Happened[] }) {
  const { t } = useTranslation('directory')
  return (
    <>
      <p className="sub">{t('configuration.activityLead')}</p>
      <div className="card">
        {activity.length > 0 ? (
          <ActivityList activity={activity} />
        ) : (
          <p className="nothing-happened">{t('configuration.noActivity')}</p>
        )}
      </div>
    </>
  )
}

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { ActivityList } from '../../pbx/ActivityList.tsx'
import { myZone } from '../../shell/my-zone.ts'
import type { Profile } from '../my-profile.ts'

/** As many as stand beside the page’s middle. */
const atFirst = 5

/** The last things that happened on the line, and the way to all of them. */
export function RecentActivity({ profile }: { profile: Profile | undefined }) {
  const { t } = useTranslation('user')
  return (
    <section className="card" aria-labelledby="home-activity">
      <div className="home-head between">
        <h2 className="h2" id="home-activity">
          {t('activity.title')}
        </h2>
        <Link to="/profilo" hash="attivita" className="link">
          {t('activity.all')}
          <span className="vh"> {t('activity.title')}</span>
        </Link>
      </div>
      <div className="home-rows" aria-busy={!profile}>
        {!profile && <SkeletonRows rows={atFirst} height={63} />}
        {profile && profile.activity.length > 0 && (
          <ActivityList activity={profile.activity.slice(0, atFirst)} zone={myZone()} />
        )}
        {profile && profile.activity.length === 0 && <p className="home-none">{t('activity.none')}</p>}
      </div>
    </section>
  )
}

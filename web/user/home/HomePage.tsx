import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api.ts'
import { PageTitle } from '../../design/PageTitle.tsx'
import { calledName } from '../../pbx/called-name.ts'
import { LocalHour } from '../../pbx/LocalHour.tsx'
import { productName } from '../../shell/brand.ts'
import { myZone } from '../../shell/my-zone.ts'
import { showNumber } from '../../shell/show-number.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { CardError } from '../CardError.tsx'
import { LatestCalls } from '../messages/LatestCalls.tsx'
import { useProfile } from '../my-profile.ts'
import { greetingFor } from './greeting.ts'
import { MyCalls } from './MyCalls.tsx'
import { RecentActivity } from './RecentActivity.tsx'
import { Tiles } from './Tiles.tsx'
import { ToDo } from './ToDo.tsx'
import './HomePage.css'

/**
 * Home of the end user (guide figure 4, screen 05): what happens to a call, and everything that changes it; beside it
 * what is still to do and what has happened. The line itself comes with the session, so it stands there at once.
 */
export default function HomePage() {
  const { t } = useTranslation(['user', 'shell', 'activity', 'call-handling', 'call-history'])
  const { viewer } = useFullSession()
  const { data, error, refetch } = useProfile()
  // Drawn a little at a time when it comes after the page.
  const profile = useDeferredValue(data)
  const greeting = greetingFor(serverNow(), profile?.activity, myZone())
  const words = t(`home.${greeting}`, { name: calledName(viewer.name), product: productName })
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle tab={t('shell:page.home')}>{words}</PageTitle>
          <p className="sub">
            <span className="nums">{showNumber(viewer.number)}</span> ·{' '}
            <span className="nums">{t('line.withExtension', { extension: viewer.extension })}</span> ·{' '}
            <bdi>{t('line.atSite', { site: viewer.site })}</bdi>
            <LocalHour zone={myZone()} before=" · " />
          </p>
        </div>
      </div>
      <div className="home">
        <div className="home-main">
          <MyCalls />
          <Tiles />
        </div>
        <div className="home-side">
          {!profile && error ? (
            <div className="card">
              <CardError title={t('home.error')} problem={error} onRetry={() => void refetch()} />
            </div>
          ) : (
            <>
              <ToDo profile={profile} />
              <LatestCalls />
              <RecentActivity profile={profile} />
            </>
          )}
        </div>
      </div>
    </>
  )
}

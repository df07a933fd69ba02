import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api.ts'
import { PageTitle } from '../../design/PageTitle.tsx'
import { productName } from '../../shell/brand.ts'
import { showNumber } from '../../shell/show-number.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { CardError } from '../CardError.tsx'
import { useProfile } from '../my-profile.ts'
import { calledName, greetingFor } from './greeting.ts'
import { LineCard } from './LineCard.tsx'
import { RecentActivity } from './RecentActivity.tsx'
import { ToDo } from './ToDo.tsx'
import { Ways } from './Ways.tsx'
import './HomePage.css'

/**
 * Home of the end user: who you are, what is still to do, what has happened, where to go on. The line itself comes
 * with the session, so it stands there also while the rest is on its way, or cannot be read.
 */
export default function HomePage() {
  const { t } = useTranslation(['user', 'shell', 'activity'])
  const { viewer } = useFullSession()
  const { data: profile, error, refetch } = useProfile()
  const greeting = greetingFor(serverNow(), profile?.activity)
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
          </p>
        </div>
      </div>
      <div className="home">
        <div className="home-main">
          {!profile && error ? (
            <div className="card">
              <CardError title={t('home.error')} problem={error} onRetry={() => void refetch()} />
            </div>
          ) : (
            <>
              <ToDo profile={profile} />
              <RecentActivity profile={profile} />
            </>
          )}
        </div>
        <div className="home-side">
          <LineCard viewer={viewer} />
          <Ways />
        </div>
      </div>
    </>
  )
}

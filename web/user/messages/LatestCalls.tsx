import { IconPhoneX, IconRecordMail } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api.ts'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { showRecent } from '../../pbx/show-time.ts'
import { myZone } from '../../shell/my-zone.ts'
import { useApi } from '../../shell/queries.ts'
import { CardError } from '../CardError.tsx'
import { showDuration } from './calls.ts'
import { useOtherWords } from './other-side.tsx'
import './LatestCalls.css'

/** “Ultimi messaggi e chiamate”, beside the middle of Home (design 05): each leads to its list. */
export function LatestCalls() {
  const { t } = useTranslation(['call-history', 'activity'])
  const { t: inWords } = useTranslation('activity')
  const words = useOtherWords()
  const { data, error, refetch } = useApi('GET /api/me/news')
  return (
    <section className="card" aria-labelledby="home-latest">
      <div className="home-head between">
        <h2 className="h2" id="home-latest">
          {t('card.title')}
        </h2>
        <Link to="/messaggi" className="link">
          {t('card.all')}
          <span className="vh"> {t('card.title')}</span>
        </Link>
      </div>
      <div className="home-rows" aria-busy={!data && !error}>
        {!data && error && <CardError title={t('card.error')} problem={error} onRetry={() => void refetch()} />}
        {!data && !error && <SkeletonRows rows={3} height={58} />}
        {data?.latest.length === 0 && <p className="home-none">{t('card.empty')}</p>}
        {data && data.latest.length > 0 && (
          <ul className="latest">
            {data.latest.map(({ kind, id, at, seconds, fresh, other }) => {
              const Icon = kind === 'message' ? IconRecordMail : IconPhoneX
              return (
                <li key={id}>
                  <Link to="/messaggi" search={kind === 'missed' ? { elenco: 'perse' } : {}} className="latest-row">
                    <Icon size={19} stroke={1.7} aria-hidden="true" />
                    <span className="latest-words">
                      <b>
                        <bdi>{words(other).name}</bdi>
                      </b>
                      <span>
                        {kind === 'message' ? t('card.message', { duration: showDuration(seconds) }) : t('card.missed')}
                        {' · '}
                        {showRecent(at, serverNow(), inWords, myZone())}
                      </span>
                    </span>
                    {fresh && (
                      <span className="latest-fresh">
                        <span className="vh">{t('fresh')}</span>
                      </span>
                    )}
                  </Link>
                </li>
              )
            })}
          </ul>
        )}
      </div>
    </section>
  )
}

import { useTranslation } from 'react-i18next'
import { SkeletonLine } from '../../design/Skeletons.tsx'
import './CallsCard.css'

/** The card before its values are here, as tall as with them (screen 14i). */
export function CallsSkeleton() {
  const { t } = useTranslation(['call-handling', 'shell'])
  return (
    <section className="card calls calls-loading" aria-labelledby="phone-status" aria-busy="true">
      <span className="vh" role="status">
        {t('shell:loading')}
      </span>
      <div className="calls-head">
        <h2 className="h2" id="phone-status">
          {t('status.title')}
        </h2>
        <div className="calls-loading-status">
          <SkeletonLine width="100%" height={42} />
        </div>
      </div>
      <div className="calls-what">
        <h3 className="what-title">{t('what.title')}</h3>
        <div className="calls-loading-sentence">
          <SkeletonLine width="82%" />
        </div>
        <div className="calls-loading-ribbon">
          <SkeletonLine width="100%" height={92} />
          <SkeletonLine width="100%" height={38} />
        </div>
      </div>
      <div className="calls-box">
        <div className="calls-controls">
          <div className="calls-column">
            <span className="h3">{t('incoming.title')}</span>
            <SkeletonLine width="100%" height={36} />
            <SkeletonLine width="76%" />
            <SkeletonLine width="60%" />
          </div>
          <div className="calls-column">
            <span className="h3">{t('noAnswer.title')}</span>
            <SkeletonLine width="82%" />
            <SkeletonLine width="64%" />
          </div>
          <div className="calls-column">
            <SkeletonLine width="70%" />
            <SkeletonLine width="60%" />
          </div>
        </div>
      </div>
    </section>
  )
}

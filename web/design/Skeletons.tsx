import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './Skeletons.css'

const widths = ['82%', '64%', '91%', '73%', '57%']

/**
 * Rows that hold the place of values on their way, as tall as the values will be. They show after 200 ms, and
 * say so when it takes more than 8 s.
 */
export function SkeletonRows({ rows = 5, height = 48 }: { rows?: number; height?: number }) {
  const { t } = useTranslation('shell')
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 8_000)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="skeletons">
      <span className="vh" role="status">
        {slow ? t('slow') : t('loading')}
      </span>
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((key, row) => (
        <div key={key} className="skeleton-row" style={{ height }} aria-hidden="true">
          <SkeletonLine width={widths[row % widths.length]} />
        </div>
      ))}
      {slow && (
        <p className="skeleton-slow" aria-hidden="true">
          {t('slow')}
        </p>
      )}
    </div>
  )
}

/** One value on its way. */
export function SkeletonLine({ width = '60%', height = 14 }: { width?: string | number | undefined; height?: number }) {
  return <span className="skeleton" style={{ width, height }} aria-hidden="true" />
}

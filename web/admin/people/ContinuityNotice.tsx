import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Note } from '../../design/Note.tsx'
import { showDay } from '../../pbx/show-time.ts'
import { brand } from '../../shell/brand.ts'
import { useApi } from '../../shell/queries.ts'
import './people.css'

/**
 * Stays in Gestione dati until it is mended: a company whose administrators cannot come back in without calling 1928
 * (guide 2.4; spec/product 7.2, idea 7).
 */
export function ContinuityNotice() {
  const { data } = useApi('GET /api/people/administrators')
  if (data?.continuity !== 'unreachable') return null
  return (
    <Suspense fallback={null}>
      <Unreachable firstEnd={data.firstEnd} />
    </Suspense>
  )
}

/** With words that few companies need. */
function Unreachable({ firstEnd }: { firstEnd: string | null }) {
  const { t } = useTranslation('people')
  return (
    <div className="continuity">
      <Note tone="warm" title={t('continuity.title')}>
        {t('continuity.text', { support: brand.supportNumber })}{' '}
        {firstEnd && t('continuity.ends', { date: showDay(firstEnd) })}
        <ul>
          <li>
            <Link to="/profilo" hash="sicurezza">
              {t('continuity.own')}
            </Link>
          </li>
          <li>{t('continuity.second')}</li>
        </ul>
      </Note>
    </div>
  )
}

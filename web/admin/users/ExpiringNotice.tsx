import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Note } from '../../design/Note.tsx'
import { useApi } from '../../shell/queries.ts'
import './ExpiringNotice.css'

/** Passwords that end within 30 days, and how many of their users no letter can reach. */
export function ExpiringNotice() {
  const { t } = useTranslation('directory')
  const { data } = useApi('GET /api/directory/first-access')
  if (!data || data.expiring.within30Days === 0) return null
  const { within30Days, withoutEmail } = data.expiring
  return (
    <div className="expiring">
      <Note tone="warm" title={t('expiring.title', { count: within30Days })}>
        {withoutEmail > 0 ? t('expiring.unreachable', { count: withoutEmail }) : t('expiring.reachable')}{' '}
        <Link to="/gestione-dati/scadenze">{t('expiring.calendar')}</Link>
      </Note>
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import { useApi } from './queries.ts'

/** How many messages and missed calls wait; nothing when none does. */
export function NewsBadge() {
  const { t } = useTranslation('shell')
  const { data } = useApi('GET /api/me/news')
  const count = (data?.messages ?? 0) + (data?.missed ?? 0)
  if (count === 0) return null
  return (
    <span className="news">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="vh">{t('news', { count })}</span>
    </span>
  )
}

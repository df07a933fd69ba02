import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { apiInBackground } from '../../api.ts'

const key = 'GET /api/provider/requests/count'
const often = 15_000

/** How many requests wait at the desk; nothing when none does. It does not keep the session open. */
export function WaitingBadge() {
  const { t } = useTranslation('desk')
  const { data } = useQuery({ queryKey: [key], queryFn: () => apiInBackground(key), refetchInterval: often })
  const count = data?.open ?? 0
  if (count === 0) return null
  return (
    <span className="news">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="vh">{t('waiting', { count })}</span>
    </span>
  )
}

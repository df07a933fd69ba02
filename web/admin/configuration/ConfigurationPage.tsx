import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useApi } from '../../shell/queries.ts'
import { GrantClosedDialog } from '../acting/GrantClosedDialog.tsx'
import { useGrant } from '../acting/useGrant.ts'
import { useGrantWhileOpen } from '../acting/useGrantWhileOpen.ts'
import { lastAddress } from '../users/last-address.ts'
import { ActingBanner } from './ActingBanner.tsx'
import { Sections } from './Sections.tsx'
import { SubjectHead } from './SubjectHead.tsx'
import './ConfigurationPage.css'

/** One user’s configuration (guide figure 6), under an acting grant. Another line is another page. */
export default function ConfigurationPage() {
  const { lineId } = useParams({ strict: false }) as { lineId: string }
  return <Configured key={lineId} lineId={lineId} />
}

function Configured({ lineId }: { lineId: string }) {
  const { t } = useTranslation('directory')
  const navigate = useNavigate()
  const params = { lineId }
  const { data, error, refetch } = useApi('GET /api/directory/lines/:lineId/configuration', { params })
  const missing = error?.code === 'acting.missing'
  const grant = useGrant(lineId, data?.grantEndsAt)
  useGrantWhileOpen(data !== undefined)

  // To the page of the list one came from, with its filters.
  const leave = () => void navigate({ to: '/gestione-dati/utenti', search: lastAddress() })
  async function reopen(): Promise<void> {
    await grant.reopen()
    await refetch()
  }

  const line = data?.line
  return (
    <>
      {line && <ActingBanner line={line} grant={grant} onLeave={leave} />}
      <SubjectHead line={line} />
      {data && <Sections configuration={data} grant={grant} />}
      {!data && !error && (
        <div className="card">
          <SkeletonRows rows={6} />
        </div>
      )}
      {error && !missing && !data && (
        <div className="card">
          <LoadError title={t('configuration.error')} onRetry={() => void refetch()} />
        </div>
      )}
      {(missing || grant.closed) && <GrantClosedDialog unseen={!data} onReopen={reopen} onLeave={leave} />}
    </>
  )
}

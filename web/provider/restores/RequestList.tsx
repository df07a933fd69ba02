import { Button } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiInBackground } from '../../api.ts'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import type { DeskRequest } from './desk-requests.ts'
import { RequestRow } from './RequestRow.tsx'
import { SpeakDialog } from './SpeakDialog.tsx'
import './RequestList.css'

type Props = { show: 'open' | 'all'; companyId?: string; withCompany?: boolean }

const key = 'GET /api/provider/requests'
/** Others ask and decide while it stands open. */
const often = 10_000

/** Requests a page at a time, the newest first; each with what this person may do with it. */
export function RequestList({ show, companyId, withCompany = false }: Props) {
  const { t } = useTranslation('restores')
  const [page, setPage] = useState(1)
  // Kept here: a request that was told leaves the list while its password still stands on screen.
  const [told, setTold] = useState<DeskRequest | null>(null)
  const dialog = told && <SpeakDialog request={told} onClose={() => setTold(null)} />
  const query = { show, page, ...(companyId ? { companyId } : {}) }
  const { data, error, refetch } = useQuery({
    queryKey: [key, { query }],
    queryFn: () => apiInBackground(key, { query }),
    placeholderData: (old) => old,
    refetchInterval: often,
  })
  if (!data) {
    return error ? (
      <LoadError title={t('list.error')} onRetry={() => void refetch()} />
    ) : (
      <SkeletonRows rows={4} height={96} />
    )
  }
  if (data.total === 0) {
    return (
      <>
        <Empty icon={IconInbox} title={t(show === 'open' ? 'list.none' : 'list.noneEver')} text={t('list.noneText')} />
        {dialog}
      </>
    )
  }
  const from = (data.page - 1) * data.size + 1
  const to = from + data.requests.length - 1
  return (
    <>
      <ul className="requests">
        {data.requests.map((request) => (
          <li key={request.id}>
            <RequestRow request={request} withCompany={withCompany} onSpeak={() => setTold(request)} />
          </li>
        ))}
      </ul>
      <div className="requests-foot">
        <span className="nums">{t('list.page', { from, to, total: data.total })}</span>
        {data.total > data.size && (
          <span className="request-acts">
            <Button variant="default" disabled={page === 1} onClick={() => setPage(page - 1)}>
              {t('list.before')}
            </Button>
            <Button variant="default" disabled={to >= data.total} onClick={() => setPage(page + 1)}>
              {t('list.next')}
            </Button>
          </span>
        )}
      </div>
      {dialog}
    </>
  )
}

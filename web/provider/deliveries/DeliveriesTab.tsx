import { Button, Checkbox, SegmentedControl } from '@mantine/core'
import { IconKey, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiInBackground } from '../../api.ts'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import type { CustomerPartProps } from '../registry.ts'
import { DeliveryRow } from './DeliveryRow.tsx'
import { deliveriesKey } from './deliveries.ts'
import { RenewDialog } from './RenewDialog.tsx'
import './Deliveries.css'

const size = 25
/** Receipts arrive while it stands open. */
const often = 5_000

/** “Consegne” of one customer: letters, text messages and sheets, the newest first. */
export default function DeliveriesTab({ customer }: CustomerPartProps) {
  const { t } = useTranslation('deliveries')
  const [kind, setKind] = useState<'credentials' | 'others'>('credentials')
  const [problems, setProblems] = useState(false)
  const [page, setPage] = useState(1)
  /** The message that the new password is for; empty: none in particular. */
  const [renewing, setRenewing] = useState<string | null>(null)
  const query = { kind, page, size, ...(problems ? { problems: 'true' as const } : {}) }
  const asked = { params: { companyId: customer.id }, query }
  const { data, error, refetch } = useQuery({
    queryKey: [deliveriesKey, asked],
    queryFn: () => apiInBackground(deliveriesKey, asked),
    placeholderData: (old) => old,
    refetchInterval: often,
  })
  const open = customer.state !== 'closed'
  return (
    <>
      <div className="deliveries-bar">
        <SegmentedControl
          aria-label={t('show')}
          value={kind}
          data={(['credentials', 'others'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(value) => {
            setKind(value as typeof kind)
            setPage(1)
          }}
        />
        <Checkbox
          label={t('problems')}
          checked={problems}
          onChange={(event) => {
            setProblems(event.currentTarget.checked)
            setPage(1)
          }}
        />
        {open && data && (
          <Button
            variant="default"
            leftSection={<IconKey size={18} stroke={1.8} aria-hidden="true" />}
            onClick={() => setRenewing('')}
          >
            {t('renew')}
          </Button>
        )}
      </div>
      {!data &&
        (error ? (
          <LoadError title={t('list.error')} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows rows={4} height={84} />
        ))}
      {data?.total === 0 && (
        <Empty
          icon={IconSend}
          title={t(problems ? 'list.noneProblems' : 'list.none')}
          text={problems ? undefined : t('list.noneText')}
        />
      )}
      {data && data.total > 0 && (
        <>
          <ul className="deliveries">
            {data.deliveries.map((delivery) => (
              <li key={delivery.id}>
                <DeliveryRow
                  delivery={delivery}
                  companyId={customer.id}
                  mayRenew={open}
                  onRenew={() => setRenewing(delivery.id)}
                />
              </li>
            ))}
          </ul>
          <Foot page={page} shown={data.deliveries.length} total={data.total} onPage={setPage} />
        </>
      )}
      {renewing !== null && data && (
        <RenewDialog
          companyId={customer.id}
          ways={data.ways}
          waiting={data.waiting}
          {...(renewing ? { againOf: renewing } : {})}
          onClose={() => setRenewing(null)}
        />
      )}
    </>
  )
}

function Foot(props: { page: number; shown: number; total: number; onPage: (page: number) => void }) {
  const { page, shown, total, onPage } = props
  const { t } = useTranslation('deliveries')
  const from = (page - 1) * size + 1
  const to = from + shown - 1
  return (
    <div className="deliveries-foot">
      <span className="nums">{t('list.page', { from, to, total })}</span>
      {total > size && (
        <span className="delivery-acts">
          <Button variant="default" disabled={page === 1} onClick={() => onPage(page - 1)}>
            {t('list.before')}
          </Button>
          <Button variant="default" disabled={to >= total} onClick={() => onPage(page + 1)}>
            {t('list.next')}
          </Button>
        </span>
      )}
    </div>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, asProblem } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastError } from '../../design/toast.ts'
import { useApi } from '../../shell/queries.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import type { CustomerPartProps } from '../registry.ts'
import { EventList, type LoggedEvent } from './EventList.tsx'

/** What happened at the customer: its people, its administrators, and us. */
export default function LogTab({ customer }: CustomerPartProps) {
  const { t } = useTranslation('desk')
  const say = useProblemText()
  const { busy, submit } = useSubmit()
  const params = { companyId: customer.id }
  const { data, error, refetch } = useApi('GET /api/provider/customers/:companyId/log', { params, query: {} })
  const [older, setOlder] = useState<{ events: readonly LoggedEvent[]; more: boolean } | null>(null)
  if (!data && error) return <LoadError onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} height={60} />
  const events = [...data.events, ...(older?.events ?? [])]

  function readOn(): void {
    const before = events.at(-1)?.id
    void submit(async () => {
      try {
        const next = await api('GET /api/provider/customers/:companyId/log', {
          params,
          query: before === undefined ? {} : { before },
        })
        setOlder({ events: [...(older?.events ?? []), ...next.events], more: next.more })
      } catch (failure) {
        toastError(say(asProblem(failure)))
      }
    })
  }

  if (events.length === 0) return <p className="desk-none">{t('log.none')}</p>
  return (
    <>
      <EventList events={events} />
      {(older?.more ?? data.more) && (
        <div className="desk-more">
          <Button variant="default" loading={busy} onClick={readOn}>
            {t('log.older')}
          </Button>
        </div>
      )}
    </>
  )
}

import { Button, TextInput } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, asProblem } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastError } from '../../design/toast.ts'
import { useApi } from '../../shell/queries.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { EventList, type LoggedEvent } from '../customer/EventList.tsx'
import '../customer/Customer.css'
import '../customers/Customers.css'
import './Log.css'

type Filters = { operatore?: string; azione?: string; dal?: string; al?: string }

/** "Registro attività": what the provider's own people did, never to be changed (spec/security 4.6). */
export default function LogPage() {
  const { t, i18n } = useTranslation(['desk', 'activity'])
  const say = useProblemText()
  const navigate = useNavigate()
  const address = useSearch({ strict: false }) as Filters
  const query = {
    ...(address.operatore ? { staffId: address.operatore } : {}),
    ...(address.azione ? { action: address.azione } : {}),
    ...(isDay(address.dal) ? { from: address.dal } : {}),
    ...(isDay(address.al) ? { to: address.al } : {}),
  }
  const { data, error, refetch } = useApi('GET /api/provider/log', { query })
  const { busy, submit } = useSubmit()
  const asked = JSON.stringify(query)
  const [older, setOlder] = useState<{ asked: string; events: readonly LoggedEvent[]; more: boolean } | null>(null)
  const more = older?.asked === asked ? older : null
  const events = [...(data?.events ?? []), ...(more?.events ?? [])]

  function change(part: Filters): void {
    const next = Object.fromEntries(Object.entries({ ...address, ...part }).filter(([, value]) => value))
    void navigate({ to: '/registro', search: next, resetScroll: false })
  }

  function readOn(): void {
    const before = events.at(-1)?.id
    void submit(async () => {
      try {
        const next = await api('GET /api/provider/log', { query: { ...query, ...(before ? { before } : {}) } })
        setOlder({ asked, events: [...(more?.events ?? []), ...next.events], more: next.more })
      } catch (failure) {
        toastError(say(asProblem(failure)))
      }
    })
  }

  const all = { value: '', label: t('log.everybody') }
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('page.log')}</PageTitle>
          <p className="sub">{t('log.lead')}</p>
        </div>
      </div>
      <section className="card" aria-label={t('page.log')}>
        <search className="desk-log-filters">
          <Choice
            label={t('log.staff')}
            data={[all, ...(data?.staff ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
            value={address.operatore ?? ''}
            onChange={(operatore) => change({ operatore })}
          />
          <Choice
            label={t('log.action')}
            data={[
              { value: '', label: t('log.everything') },
              ...(data?.actions ?? []).map((action) => ({
                value: action,
                label: i18n.exists(`activity:what.${action}`)
                  ? t(`activity:what.${action}` as 'activity:what.sign-in')
                  : action,
              })),
            ]}
            value={address.azione ?? ''}
            onChange={(azione) => change({ azione })}
          />
          <TextInput
            type="date"
            size="sm"
            label={t('log.from')}
            value={address.dal ?? ''}
            onChange={(event) => change({ dal: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            size="sm"
            label={t('log.to')}
            value={address.al ?? ''}
            onChange={(event) => change({ al: event.currentTarget.value })}
          />
        </search>
        <div className="desk-log" aria-busy={!data && !error}>
          {!data && !error && <SkeletonRows rows={8} height={60} />}
          {!data && error && <LoadError onRetry={() => void refetch()} />}
          {data && events.length === 0 && <Empty icon={IconHistory} title={t('log.none')} text={t('log.noneText')} />}
          <EventList events={events} withCustomer />
        </div>
        {data && (more?.more ?? data.more) && (
          <div className="desk-more">
            <Button variant="default" loading={busy} onClick={readOn}>
              {t('log.older')}
            </Button>
          </div>
        )}
      </section>
    </>
  )
}

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '')

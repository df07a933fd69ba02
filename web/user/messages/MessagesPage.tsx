import { Button, Tabs, TabsList, TabsPanel, TabsTab } from '@mantine/core'
import {
  IconDownload,
  IconPhoneIncoming,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconPhoneX,
  IconRecordMail,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { dayIn } from '#domain/time-zone.ts'
import { api, serverNow } from '../../api.ts'
import { PageTitle } from '../../design/PageTitle.tsx'
import { myZone } from '../../shell/my-zone.ts'
import { useApi } from '../../shell/queries.ts'
import { useFileExport } from '../../shell/useFileExport.ts'
import { CallList } from './CallList.tsx'
import { type CallTab, type ListState, readAddress, spanOf, type Tab, tabs, writeAddress } from './calls.ts'
import { Filters } from './Filters.tsx'
import { MessageList } from './MessageList.tsx'
import { refreshCalls } from './refresh-calls.ts'
import './MessagesPage.css'

const icons = {
  messages: IconRecordMail,
  missed: IconPhoneX,
  made: IconPhoneOutgoing,
  received: IconPhoneIncoming,
  rejected: IconPhoneOff,
} as const

/** Messaggi e chiamate (designs 06, 14f, 14k): one list at a time, by day, a row opens in place. */
export default function MessagesPage() {
  const { t } = useTranslation('call-history')
  const state = readAddress(useSearch({ strict: false }))
  const navigate = useNavigate()
  const { data: news } = useApi('GET /api/me/news')
  const change = (part: Partial<ListState>, replace = false) =>
    void navigate({ to: '.', search: writeAddress({ ...state, ...part }), replace, resetScroll: false })
  useNoticed(state.tab, news?.missed ?? 0)
  const fresh: Partial<Record<Tab, number>> = { messages: news?.messages ?? 0, missed: news?.missed ?? 0 }
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('title')}</PageTitle>
          <p className="sub" role="status">
            <Lead messages={news?.messages} missed={news?.missed} />
          </p>
        </div>
        {state.tab !== 'messages' && <Export state={state} list={state.tab} />}
      </div>
      <Tabs
        className="card calls-card"
        value={state.tab}
        onChange={(tab) => change({ tab: tabs.find((one) => one === tab) ?? 'messages' })}
      >
        <TabsList aria-label={t('tabs')}>
          {tabs.map((tab) => {
            const Icon = icons[tab]
            const count = fresh[tab] ?? 0
            return (
              <TabsTab
                key={tab}
                value={tab}
                leftSection={<Icon size={19} stroke={1.7} aria-hidden="true" />}
                rightSection={
                  count > 0 && (
                    <span className="badge">
                      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
                      <span className="vh">{t('tab.fresh', { count })}</span>
                    </span>
                  )
                }
              >
                {t(`tab.${tab}`)}
              </TabsTab>
            )
          })}
        </TabsList>
        {tabs.map((tab) => (
          <TabsPanel key={tab} value={tab}>
            {tab === state.tab && (
              <>
                <Filters state={state} onChange={change} />
                {tab === 'messages' ? (
                  <MessageList state={state} onChange={change} />
                ) : (
                  <CallList key={tab} list={tab} state={state} onChange={change} />
                )}
                <p className="calls-kept">{t('kept')}</p>
              </>
            )}
          </TabsPanel>
        ))}
      </Tabs>
    </>
  )
}

function Lead({ messages, missed }: { messages: number | undefined; missed: number | undefined }) {
  const { t } = useTranslation('call-history')
  if (messages === undefined || missed === undefined) return null
  if (messages > 0 && missed > 0) {
    return t('lead.both', {
      messages: t('lead.partMessages', { count: messages }),
      missed: t('lead.partMissed', { count: missed }),
    })
  }
  if (messages > 0) return t('lead.messages', { count: messages })
  return missed > 0 ? t('lead.missed', { count: missed }) : t('lead.none')
}

/** Whoever has looked at “Perse” for a moment has noticed what is there. */
function useNoticed(tab: Tab, missed: number): void {
  useEffect(() => {
    if (tab !== 'missed' || missed === 0) return
    const timer = setTimeout(() => {
      const upTo = new Date(serverNow()).toISOString()
      void api('POST /api/me/calls/seen', { body: { upTo } }).then(refreshCalls, () => undefined)
    }, 3_000)
    return () => clearTimeout(timer)
  }, [tab, missed])
}

function Export({ state, list }: { state: ListState; list: CallTab }) {
  const { t } = useTranslation('call-history')
  const { busy, save } = useFileExport()
  const file = () => {
    const body = { list, ...(state.search ? { search: state.search } : {}), ...spanOf(state, serverNow(), myZone()) }
    return {
      name: t('fileName', { day: dayIn(serverNow(), myZone()) }),
      load: () => api('POST /api/me/calls/export', { body }),
      done: t('exported'),
    }
  }
  return (
    <Button
      variant="default"
      loading={busy}
      leftSection={<IconDownload size={18} stroke={1.8} aria-hidden="true" />}
      onClick={() => save(file())}
    >
      {t('export')}
    </Button>
  )
}

import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import type { Line } from '../../pbx/line.ts'
import { useApi } from '../../shell/queries.ts'
import { useFileExport } from '../../shell/useFileExport.ts'
import { ActOnLine } from '../acting/dialogs.ts'
import { DataTabs } from '../DataTabs.tsx'
import { ContinuityNotice } from '../people/ContinuityNotice.tsx'
import { EndingList } from './EndingList.tsx'
import { ExpiryFilters } from './ExpiryFilters.tsx'
import { type ExpiryState, readExpiryAddress, writeExpiryAddress } from './expiry-address.ts'
import { Months } from './Months.tsx'
import { SpreadCard } from './SpreadCard.tsx'
import './ExpiryPage.css'

/** Gestione dati → Scadenze: who expires when, who will not hear of it, and how not to expire all at once. */
export default function ExpiryPage() {
  const { t } = useTranslation(['people', 'directory'])
  const state = readExpiryAddress(useSearch({ strict: false }))
  const navigate = useNavigate()
  const { busy, save } = useFileExport()
  const [entering, setEntering] = useState<Line | null>(null)
  const site = state.site ? { site: state.site } : {}
  const calendar = useApi('GET /api/people/expiry', { query: site })
  const change = (part: Partial<ExpiryState>) =>
    void navigate({ to: '.', search: writeExpiryAddress({ ...state, page: 1, ...part }), resetScroll: false })
  const { page: _, ...narrowed } = state
  const file = () => ({
    name: `${t('expiry.exportFile')}-${new Date().toISOString().slice(0, 10)}.csv`,
    load: () => api('POST /api/people/expiry/export', { body: narrowed }),
    done: t('expiry.exported'),
  })
  const { data } = calendar
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle tab={t('directory:tab.expiry')}>{t('directory:title')}</PageTitle>
          <p className="sub">{t('directory:lead')}</p>
        </div>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.8} aria-hidden="true" />}
          loading={busy}
          onClick={() => save(file())}
        >
          {t('expiry.export')}
        </Button>
      </div>
      <ContinuityNotice />
      <DataTabs current="/gestione-dati/scadenze">
        <p className="sub expiry-lead">{data?.expiryDays === null ? t('expiry.off') : t('expiry.lead')}</p>
        {calendar.error && <LoadError title={t('expiry.error')} onRetry={() => void calendar.refetch()} />}
        {!calendar.error && !data && <SkeletonRows rows={6} height={58} />}
        {data && (
          <>
            <Months
              months={data.months}
              over={data.over}
              chosen={state.month}
              onChoose={(month) => change({ month })}
            />
            <ExpiryFilters state={state} months={data.months} onChange={change} />
            <EndingList state={state} onChange={change} onEnterEmail={setEntering} />
          </>
        )}
      </DataTabs>
      {data && data.months.length > 0 && <SpreadCard plan={data.plan} site={state.site} />}
      <Suspense fallback={null}>
        {entering && <ActOnLine asked={{ line: entering, action: 'enter-email' }} onClose={() => setEntering(null)} />}
      </Suspense>
    </>
  )
}

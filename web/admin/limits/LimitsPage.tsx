import { Button } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { refetchQuietly, useApi } from '../../shell/queries.ts'
import { DataTabs } from '../DataTabs.tsx'
import { Alarms } from './Alarms.tsx'
import { LineUse } from './LineUse.tsx'
import { Stopped } from './Stopped.tsx'
import { Today } from './Today.tsx'
import { Told } from './Told.tsx'
import '../list/list.css'
import '../../pbx/limits/Limits.css'

export const limitsKey = 'GET /api/call-handling/limits'
export type Limits = Answer<typeof limitsKey>
export type OfLine = { readonly id: string; readonly name: string; readonly extension: string }
export type Asked =
  | { readonly what: 'limits' }
  | { readonly what: 'let-go'; readonly line: OfLine | null }
  | { readonly what: 'line'; readonly line: OfLine | null }

const LimitsForm = lazy(() => import('./LimitsForm.tsx'))
const LineForm = lazy(() => import('./LineForm.tsx'))
const LetGoDialog = lazy(() => import('./LetGoDialog.tsx'))

/** How often the page looks again by itself: what is used goes up while people talk. */
const every = 10_000

/** Gestione dati → Limiti e avvisi: how much may be called outside, what was, who waits and who is told (TEL-5, 7, 8). */
export default function LimitsPage() {
  const { t } = useTranslation(['call-limits', 'directory'])
  const { data, error, refetch } = useApi(limitsKey)
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) void refetchQuietly([limitsKey])
    }, every)
    return () => clearInterval(timer)
  }, [])
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle tab={t('directory:tab.limits')}>{t('directory:title')}</PageTitle>
          <p className="sub">{t('directory:lead')}</p>
        </div>
        <Button disabled={!data} onClick={() => setAsked({ what: 'limits' })}>
          {t('today.change')}
        </Button>
      </div>
      <DataTabs current="/gestione-dati/limiti">
        <p className="list-card">{t('lead')}</p>
        {error && !data && <LoadError title={t('error')} onRetry={() => void refetch()} />}
        {!error && !data && <SkeletonRows rows={6} height={58} />}
        {data && (
          <>
            <Stopped limits={data} onLetGo={(line) => setAsked({ what: 'let-go', line })} />
            <Today limits={data} />
            <LineUse limits={data} onEdit={(line) => setAsked({ what: 'line', line })} />
            <Told limits={data} />
            <Alarms limits={data} />
          </>
        )}
      </DataTabs>
      <Suspense fallback={null}>
        {data && asked?.what === 'limits' && <LimitsForm state={data} onClose={close} />}
        {data && asked?.what === 'line' && <LineForm state={data} line={asked.line} onClose={close} />}
        {asked?.what === 'let-go' && <LetGoDialog line={asked.line} onClose={close} />}
      </Suspense>
    </>
  )
}

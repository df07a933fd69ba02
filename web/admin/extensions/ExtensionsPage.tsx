import { Button } from '@mantine/core'
import { IconArrowBackUp, IconListNumbers } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, serverNow } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone } from '../../design/toast.ts'
import { showRecent } from '../../pbx/show-time.ts'
import { useApi } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { DataTabs } from '../DataTabs.tsx'
import { ConfirmDialog } from '../list/ConfirmDialog.tsx'
import { ConflictMap } from './ConflictMap.tsx'
import { ExtensionList } from './ExtensionList.tsx'
import { PlanForm } from './PlanForm.tsx'
import { type Plan, refreshExtensions } from './plan.ts'
import { SiteRanges } from './SiteRanges.tsx'
import './ExtensionsPage.css'

const RenumberPanel = lazy(() => import('./RenumberPanel.tsx'))

/** Gestione dati → Interni (guide figure 5): how colleagues reach each other, and how all that is counted. */
export default function ExtensionsPage() {
  const { t } = useTranslation(['dial-plan', 'directory'])
  const { data, error, refetch } = useApi('GET /api/extensions')
  const [renumbering, setRenumbering] = useState(false)
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle tab={t('directory:tab.extensions')}>{t('directory:title')}</PageTitle>
          <p className="sub">{t('directory:lead')}</p>
        </div>
        <Button
          leftSection={<IconListNumbers size={18} stroke={1.9} aria-hidden="true" />}
          onClick={() => setRenumbering(true)}
        >
          {t('extensions.renumber')}
        </Button>
      </div>
      <DataTabs current="/gestione-dati/interni">
        <p className="sub phones-lead">{t('extensions.lead')}</p>
        {error && <LoadError title={t('extensions.list.error')} onRetry={() => void refetch()} />}
        {!error && !data && <SkeletonRows rows={4} height={58} />}
        {data && (
          <>
            {data.undo && <UndoNote undo={data.undo} />}
            <div className="extensions-rules">
              <PlanForm key={`${data.length} ${data.externalPrefix}`} plan={data} />
              <SiteRanges plan={data} />
            </div>
            <ConflictMap />
          </>
        )}
        <ExtensionList />
      </DataTabs>
      <Suspense fallback={null}>
        {renumbering && <RenumberPanel plan={data} onClose={() => setRenumbering(false)} />}
      </Suspense>
    </>
  )
}

/** The last renumbering, while it can be taken back. */
function UndoNote({ undo }: { undo: NonNullable<Plan['undo']> }) {
  const { t } = useTranslation('dial-plan')
  const { t: inWords } = useTranslation('activity')
  const [asking, setAsking] = useState(false)
  const { id, by, lines, at } = undo
  const text = t('extensions.renumbering.undoNote', {
    count: lines,
    by,
    when: showRecent(at, serverNow(), inWords),
  })
  return (
    <div className="list-card extensions-undo">
      <p>{text}</p>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconArrowBackUp size={16} stroke={1.8} aria-hidden="true" />}
        onClick={() => setAsking(true)}
      >
        {t('extensions.renumbering.undo')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('extensions.renumbering.undo')}
          text={text}
          verb={t('extensions.renumbering.undo')}
          onClose={() => setAsking(false)}
          send={async () => {
            const { changed } = await undoRenumbering(id)
            toastDone(t('extensions.renumbering.undone', { count: changed }))
            setAsking(false)
          }}
        />
      )}
    </div>
  )
}

export async function undoRenumbering(
  renumberingId: string,
): Promise<Answer<'POST /api/extensions/renumber/:renumberingId/undo'>> {
  const undone = await delicate(() =>
    api('POST /api/extensions/renumber/:renumberingId/undo', { params: { renumberingId } }),
  )
  await refreshExtensions()
  return undone
}

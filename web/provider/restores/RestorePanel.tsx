import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../../design/LoadError.tsx'
import { Note } from '../../design/Note.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useFocusBack } from '../../design/useFocusBack.ts'
import { showInstant } from '../../pbx/show-time.ts'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import type { RestorePanelProps } from '../registry.ts'
import { RestoreForm } from './RestoreForm.tsx'
import './RestorePanel.css'

type Sent = { readonly notBefore: string | null }

/** “Ripristina accesso” (screen 12b): three steps in order, and what another person has to do then. */
export default function RestorePanel({ administrator, onClose }: RestorePanelProps) {
  const { t } = useTranslation('restores')
  const { lineId } = administrator
  const { data, error, refetch } = useApi('GET /api/provider/lines/:lineId/restore', { params: { lineId } })
  const [sent, setSent] = useState<Sent | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useFocusBack()
  // Opened from a button of the list: whoever reads with the ears is led here.
  useEffect(() => heading.current?.focus(), [])
  const here = data?.line.id === lineId ? data : undefined
  return (
    <section className="restore" aria-labelledby="restore-title">
      <div className="restore-head">
        <div>
          <h2 id="restore-title" ref={heading} tabIndex={-1}>
            {t('panel.title')}
          </h2>
          <p className="sub">
            <bdi>{administrator.name}</bdi> · <span className="nums">{showNumber(administrator.number)}</span>
          </p>
        </div>
        <button type="button" className="restore-close" aria-label={t('panel.close')} onClick={onClose}>
          <IconX size={20} stroke={1.8} aria-hidden="true" />
        </button>
      </div>
      {!here && !error && <SkeletonRows rows={6} />}
      {!here && error && <LoadError title={t('panel.error')} onRetry={() => void refetch()} />}
      <div role="status">
        {sent && (
          <Note tone="warm" title={t('panel.sentTitle')}>
            <p>{sent.notBefore ? t('panel.sentWaits', { date: showInstant(sent.notBefore) }) : t('panel.sent')}</p>
          </Note>
        )}
        {!sent && here?.refusal && (
          <Note tone="warm" title={t(`refusal.${here.refusal}`, { by: here.waiting?.requestedBy ?? '' })} />
        )}
      </div>
      {(sent || here?.refusal === 'already-waiting') && (
        <Button variant="default" renderRoot={(props) => <Link to="/richieste" {...props} />}>
          {t('panel.toRequests')}
        </Button>
      )}
      {!sent && here && !here.refusal && <RestoreForm key={lineId} panel={here} onSent={setSent} />}
    </section>
  )
}

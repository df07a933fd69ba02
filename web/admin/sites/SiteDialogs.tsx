import { Button, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { toastDone } from '../../design/toast.ts'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { ConfirmDialog } from '../list/ConfirmDialog.tsx'
import { refreshSites, type Site } from './site.ts'
import '../list/list.css'

type Props = { site: Site; action: 'move' | 'remove'; onMove: () => void; onClose: () => void }

/** What “Azioni” asks before: where the lines go, or whether the site may go. */
export default function SiteDialogs({ site, action, onMove, onClose }: Props) {
  if (action === 'move') return <MoveDialog site={site} onClose={onClose} />
  return site.lines > 0 ? (
    <UsedDialog site={site} onMove={onMove} onClose={onClose} />
  ) : (
    <RemoveDialog site={site} onClose={onClose} />
  )
}

function RemoveDialog({ site, onClose }: Pick<Props, 'site' | 'onClose'>) {
  const { t } = useTranslation('sites')
  return (
    <ConfirmDialog
      title={t('remove.title', { name: site.name })}
      text={t('remove.text')}
      verb={t('remove.verb')}
      red
      onClose={onClose}
      send={async () => {
        await api('DELETE /api/sites/:siteId', { params: { siteId: site.id } })
        await refreshSites()
        toastDone(t('remove.done', { name: site.name }))
        onClose()
      }}
    />
  )
}

/** A site that is used is not deleted: what is there, with the ways on. */
function UsedDialog({ site, onMove, onClose }: Omit<Props, 'action'>) {
  const { t } = useTranslation(['sites', 'shell'])
  const { data } = useApi('GET /api/directory/lines', { query: { site: site.id } })
  return (
    <Dialog
      title={t('remove.usedTitle', { name: site.name })}
      lead={t('remove.used', { count: site.lines })}
      onClose={onClose}
    >
      <div>
        <b>{t('remove.here')}</b>
        <ul className="list-conflicts">
          {data?.lines.slice(0, 6).map((line) => (
            <li key={line.id}>
              <span className="nums">{showNumber(line.number)}</span>
              <bdi>{line.name}</bdi>
            </li>
          ))}
        </ul>
        <p>
          <Link to="/gestione-dati/utenti" search={{ sede: site.id } as never} className="list-link">
            {t('remove.more')}
          </Link>
        </p>
      </div>
      <DialogFoot>
        <Button variant="default" size="md" onClick={onClose}>
          {t('shell:action.close')}
        </Button>
        <Button size="md" onClick={onMove} data-autofocus>
          {t('remove.move')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

function MoveDialog({ site, onClose }: Pick<Props, 'site' | 'onClose'>) {
  const { t } = useTranslation('sites')
  const { data } = useApi('GET /api/directory/sites')
  const [to, setTo] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const others = (data?.sites ?? []).filter(({ id }) => id !== site.id)
  return (
    <ConfirmDialog
      title={t('move.title', { name: site.name })}
      text={
        <>
          {t('move.text', { count: site.lines })} {t('move.emergency')}
        </>
      }
      verb={t('move.verb')}
      onClose={onClose}
      send={async () => {
        setTried(true)
        if (to === null) return
        const { moved } = await api('POST /api/sites/:siteId/move-lines', { params: { siteId: site.id }, body: { to } })
        await refreshSites()
        toastDone(t('move.done', { count: moved, to: others.find(({ id }) => id === to)?.name ?? '' }))
        onClose()
      }}
    >
      <Select
        label={t('move.to')}
        searchable
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={to}
        onChange={setTo}
        description={data && others.length === 0 ? t('move.only') : undefined}
        error={tried && to === null && t('move.toMissing')}
        comboboxProps={{ portalProps: { target: '#overlays' } }}
      />
    </ConfirmDialog>
  )
}

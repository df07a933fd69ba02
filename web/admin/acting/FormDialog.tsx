import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import type { Line } from '../../pbx/line.ts'
import { WhoCard } from '../../pbx/Who.tsx'
import { useApi } from '../../shell/queries.ts'
import { GrantClosedDialog } from './GrantClosedDialog.tsx'
import type { Configuration } from './PasswordFields.tsx'
import type { LiveGrant } from './useGrant.ts'

type Props = {
  title: string
  line: Line
  grant: LiveGrant
  busy: boolean
  onConfirm: () => void
  onClose: () => void
  children: (configuration: Configuration) => ReactNode
}

/** One form of a line’s configuration in a dialog over the list, under a grant of its own. */
export function FormDialog({ title, line, grant, busy, onConfirm, onClose, children }: Props) {
  const { t } = useTranslation(['directory', 'shell'])
  const params = { lineId: line.id }
  const { data, error, refetch } = useApi('GET /api/directory/lines/:lineId/configuration', { params })
  const closing = busy || grant.closed ? {} : { onClose }
  return (
    <>
      <Dialog title={title} {...closing}>
        <WhoCard line={line} />
        {error && <LoadError title={t('configuration.error')} onRetry={() => void refetch()} />}
        {!error && !data && <SkeletonRows rows={4} height={52} />}
        <form
          className="dialog-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (data) onConfirm()
          }}
        >
          {data && children(data)}
          <DialogFoot>
            <Button variant="default" size="md" disabled={busy} onClick={onClose}>
              {t('shell:action.cancel')}
            </Button>
            <Button type="submit" size="md" loading={busy} disabled={!data}>
              {t('shell:action.confirm')}
            </Button>
          </DialogFoot>
        </form>
      </Dialog>
      {grant.closed && <GrantClosedDialog onReopen={grant.reopen} onLeave={onClose} />}
    </>
  )
}

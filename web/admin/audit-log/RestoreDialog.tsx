import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem, type Problem } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone } from '../../design/toast.ts'
import { showInstant } from '../../pbx/show-time.ts'
import { queries } from '../../shell/queries.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { refreshExtensions } from '../extensions/plan.ts'
import { refreshCodes } from '../short-codes/entry.ts'
import { refreshSites } from '../sites/site.ts'
import { EventFacts } from './EventFacts.tsx'
import { type LogEvent, useEventWords } from './event.ts'
import { useRestoreProblem } from './useRestoreProblem.ts'
import './AuditLog.css'

type Preview = Answer<'GET /api/audit-log/:eventId/restore'>

/** What would change, before it does; a thing that was changed meanwhile is compared again (DESIGN.md 5). */
export default function RestoreDialog({ event, onClose }: { event: LogEvent; onClose: () => void }) {
  const { t } = useTranslation(['audit-log', 'shell'])
  const { what } = useEventWords()
  const explain = useRestoreProblem()
  const { busy, problem, submit } = useSubmit()
  const params = { eventId: event.id }
  const { data, error, refetch } = useQuery<Preview, Problem>({
    queryKey: ['GET /api/audit-log/:eventId/restore', event.id],
    queryFn: () => api('GET /api/audit-log/:eventId/restore', { params }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const same = data && Object.keys(data.facts).length === 0
  const comesBack = data && !same && !Object.keys(data.facts).some((name) => name.startsWith('before.'))

  async function send({ seen }: Preview): Promise<void> {
    try {
      await api('POST /api/audit-log/:eventId/restore', { params, body: { seen } })
    } catch (failed) {
      if (asProblem(failed).code === 'setting.conflict') void refetch()
      throw failed
    }
    await Promise.all([
      refreshSites(),
      refreshCodes(),
      refreshExtensions(),
      queries.invalidateQueries({ queryKey: ['GET /api/audit-log'] }),
    ])
    toastDone(t('restore.done'))
    onClose()
  }
  const shown = problem?.code === 'step-up' ? null : (problem ?? error)
  return (
    <Dialog
      title={t('restore.title')}
      lead={t('restore.lead', { what: what(event.action), when: showInstant(event.at) })}
      {...(busy ? {} : { onClose })}
    >
      {shown && <FormProblem title={explain(shown)} />}
      {!data && !error && <SkeletonRows rows={2} height={28} />}
      {same && <p>{t('restore.same')}</p>}
      {data && !same && (
        <div>
          <b>{t(comesBack ? 'restore.comesBack' : 'restore.changes')}</b>
          <EventFacts facts={data.facts} />
        </div>
      )}
      <DialogFoot>
        <Button variant="default" size="md" disabled={busy} onClick={onClose} data-autofocus>
          {t(data && !same ? 'shell:action.cancel' : 'shell:action.close')}
        </Button>
        {data && !same && (
          <Button size="md" loading={busy} onClick={() => void submit(() => send(data))}>
            {t('restore.action')}
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  )
}

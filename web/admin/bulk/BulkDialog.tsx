import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../design/Choice.tsx'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { useApi } from '../../shell/queries.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { useStepUpUnderWay } from '../acting/useStepUpUnderWay.ts'
import { JobDialog } from './JobDialog.tsx'
import { type BulkAction, beginJob } from './job.ts'
import { newPress, type Selection } from './selection.ts'

type Props = { action: BulkAction; selection: Selection; count: number; onClose: (done: boolean) => void }

/** Asks once before something happens to many lines, then shows how it goes. */
export default function BulkDialog({ action, selection, count, onClose }: Props) {
  const { t } = useTranslation(['first-access', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const opened = !useStepUpUnderWay(busy)
  const [key] = useState(newPress)
  const [siteId, setSiteId] = useState('')
  const [tried, setTried] = useState(false)
  const [jobId, setJobId] = useState<string | null>(null)

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (action === 'move' && !siteId) return
    void submit(async () => setJobId((await beginJob({ action, key, selection, siteId })).jobId))
  }

  if (jobId) return <JobDialog jobId={jobId} onClose={() => onClose(true)} />
  return (
    <Dialog
      title={t(`confirm.${action}.title`, { count })}
      lead={t(`confirm.${action}.text`)}
      opened={opened}
      {...(busy ? {} : { onClose: () => onClose(false) })}
    >
      <form className="dialog-form" noValidate onSubmit={send}>
        {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
        {action === 'move' && (
          <SiteChoice value={siteId} onChange={setSiteId} error={tried && !siteId && t('confirm.move.missing')} />
        )}
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={() => onClose(false)}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy} data-autofocus>
            {t(`confirm.${action}.confirm`)}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

type SiteProps = { value: string; onChange: (id: string) => void; error: string | false }

function SiteChoice({ value, onChange, error }: SiteProps) {
  const { t } = useTranslation('first-access')
  const { data } = useApi('GET /api/directory/sites')
  const sites = data?.sites ?? []
  return (
    <Choice
      label={t('confirm.move.site')}
      searchable={sites.length > 12}
      data={sites.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      error={error}
    />
  )
}

import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { showNumber } from '../../shell/show-number.ts'
import { delicate } from '../../shell/step-up.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { type DeskRequest, readRequestsAgain } from './desk-requests.ts'
import { useRestoreProblem } from './useRestoreProblem.ts'

type Props = { request: DeskRequest; onClose: () => void }

/** The second person: says what will happen, then does it. */
export function ApproveDialog({ request, onClose }: Props) {
  const { t } = useTranslation('restores')
  const { name, number } = request
  return (
    <Decision
      title={t('act.approveTitle')}
      lead={t('act.approveText', { name, number: showNumber(number) })}
      action={t('act.approve')}
      onClose={onClose}
      decide={async () => {
        await delicate(() =>
          api('POST /api/provider/restores/:restoreId/approve', { params: { restoreId: request.id } }),
        )
        return t('act.approved')
      }}
    />
  )
}

export function RefuseDialog({ request, onClose }: Props) {
  const { t } = useTranslation('restores')
  return (
    <Decision
      title={t('act.refuseTitle')}
      action={t('act.refuse')}
      ask={{ label: t('act.refuseReason'), missing: t('act.refuseMissing') }}
      onClose={onClose}
      decide={async (reason) => {
        const params = { restoreId: request.id }
        await delicate(() => api('POST /api/provider/restores/:restoreId/refuse', { params, body: { reason } }))
        return t('act.refused')
      }}
    />
  )
}

export function CloseDialog({ request, onClose }: Props) {
  const { t } = useTranslation('restores')
  return (
    <Decision
      title={t('act.closeTitle')}
      action={t('act.close')}
      ask={{ label: t('act.closeNote'), missing: t('act.closeMissing') }}
      onClose={onClose}
      decide={async (note) => {
        const params = { requestId: request.id }
        await api('POST /api/provider/requests/:requestId/close', { params, body: { note } })
        return t('act.closed')
      }}
    />
  )
}

type DecisionProps = {
  title: string
  lead?: ReactNode
  action: string
  /** A sentence that must be written. */
  ask?: { label: string; missing: string }
  onClose: () => void
  /** Answers what to say when it is done. */
  decide: (typed: string) => Promise<string>
}

function Decision({ title, lead, action, ask, onClose, decide }: DecisionProps) {
  const { t } = useTranslation('restores')
  const say = useRestoreProblem()
  const { busy, problem, submit } = useSubmit()
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  function send(event: FormEvent): void {
    event.preventDefault()
    setMissing(true)
    if (ask && typed.trim() === '') return
    void submit(async () => {
      toastDone(await decide(typed.trim()))
      await readRequestsAgain()
      onClose()
    })
  }
  return (
    <Dialog title={title} lead={lead} onClose={onClose}>
      <form onSubmit={send} noValidate>
        {problem && <FormProblem title={say(problem)} />}
        {ask && (
          <TextInput
            data-autofocus
            label={ask.label}
            size="md"
            maxLength={500}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={missing && typed.trim() === '' ? ask.missing : undefined}
          />
        )}
        <DialogFoot>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={busy} {...(ask ? {} : { 'data-autofocus': true })}>
            {action}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

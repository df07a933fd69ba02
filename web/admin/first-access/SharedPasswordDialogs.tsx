import { Button, Radio } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { showDay } from '../../pbx/show-time.ts'
import { queries } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { useStepUpUnderWay } from '../acting/useStepUpUnderWay.ts'
import { SecretOnce } from './SecretOnce.tsx'

type Props = { onClose: () => void }
const refresh = () => queries.invalidateQueries({ queryKey: ['GET /api/first-access'] })

/** “Chiudi primo accesso”. */
export function CloseDialog({ onClose }: Props) {
  const { t } = useTranslation('first-access')
  async function send(): Promise<void> {
    await delicate(() => api('POST /api/first-access/shared-password/close'))
    toastDone(t('close.done'))
    onClose()
    await refresh()
  }
  return <Ask words="close" send={send} onClose={onClose} />
}

const choices = ['1', '3', '7', '14', '30'] as const

/** “Riapri” for some days. */
export function ReopenDialog({ onClose }: Props) {
  const { t } = useTranslation('first-access')
  const [days, setDays] = useState<(typeof choices)[number]>('7')
  async function send(): Promise<void> {
    const body = { days: Number(days) }
    const { openUntil } = await delicate(() => api('POST /api/first-access/shared-password/reopen', { body }))
    toastDone(t('reopen.done', { date: showDay(openUntil) }))
    onClose()
    await refresh()
  }
  return (
    <Ask words="reopen" send={send} onClose={onClose}>
      <Choice
        label={t('reopen.days')}
        data={choices.map((value) => ({ value, label: t('reopen.day', { count: Number(value) }) }))}
        value={days}
        onChange={setDays}
      />
    </Ask>
  )
}

/** “Rigenera”: shown here once, or sent to the contract’s contact. */
export function RotateDialog({ onClose }: Props) {
  const { t } = useTranslation('first-access')
  const [deliver, setDeliver] = useState<'show' | 'send'>('show')
  const [secret, setSecret] = useState<string | null>(null)
  async function send(): Promise<void> {
    const made = await delicate(() => api('POST /api/first-access/shared-password/rotate', { body: { deliver } }))
    if (made.temporaryPassword !== null) setSecret(made.temporaryPassword)
    else {
      toastDone(t('rotate.sent', { to: made.sentTo }))
      onClose()
    }
    await refresh()
  }
  if (secret !== null)
    return <SecretOnce title={t('rotate.doneTitle')} secret={secret} remark={t('rotate.once')} onClose={onClose} />
  return (
    <Ask words="rotate" send={send} onClose={onClose}>
      <Radio.Group
        className="radios"
        label={t('rotate.deliver')}
        value={deliver}
        onChange={(value) => setDeliver(value === 'send' ? 'send' : 'show')}
      >
        <Radio value="show" label={t('rotate.show')} description={t('rotate.showHint')} />
        <Radio value="send" label={t('rotate.send')} description={t('rotate.sendHint')} />
      </Radio.Group>
    </Ask>
  )
}

type AskProps = Props & { words: 'close' | 'reopen' | 'rotate'; send: () => Promise<void>; children?: ReactNode }

/** One question, one button; sent once. */
function Ask({ words, send, onClose, children }: AskProps) {
  const { t } = useTranslation(['first-access', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const opened = !useStepUpUnderWay(busy)
  return (
    <Dialog title={t(`${words}.title`)} lead={t(`${words}.text`)} opened={opened} {...(busy ? {} : { onClose })}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void submit(send)
        }}
      >
        {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
        {children}
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy} data-autofocus>
            {t(`${words}.confirm`)}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { readDeliveriesAgain } from './deliveries.ts'

const path = 'POST /api/provider/customers/:companyId/deliveries/:deliveryId/by-hand'

/** “Consegnata dal tecnico”, with that person's name. */
export function ByHandDialog({
  params,
  onClose,
}: {
  params: { companyId: string; deliveryId: string }
  onClose: () => void
}) {
  const { t } = useTranslation('deliveries')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const missing = name.trim().length < 2
  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (missing) return
    void submit(async () => {
      await api(path, { params, body: { name: name.trim() } })
      toastDone(t('byHand.done'))
      await readDeliveriesAgain()
      onClose()
    })
  }
  return (
    <Dialog title={t('byHand.title')} lead={t('byHand.text')} onClose={onClose}>
      <form onSubmit={send} noValidate>
        {problem && <FormProblem title={say(problem)} />}
        <TextInput
          data-autofocus
          label={t('byHand.name')}
          size="md"
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && missing ? t('byHand.missing') : undefined}
        />
        <DialogFoot>
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('byHand.action')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { queries } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { type Customer, customerKey } from '../registry.ts'
import type { StateAction } from './StateActions.tsx'

type Props = { customer: Customer; action: StateAction; onClose: () => void }

/** Says what will happen to the customer's calls and sign-ins before it does; always with a reason. */
export default function StateDialog({ customer, action, onClose }: Props) {
  const { t } = useTranslation(['desk', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [reason, setReason] = useState('')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const nameField = useRef<HTMLInputElement>(null)
  const params = { companyId: customer.id }
  const missing = reason.trim().length < 3

  function change(): Promise<unknown> {
    const body = { reason: reason.trim() }
    if (action === 'suspend') return api('POST /api/provider/customers/:companyId/suspend', { params, body })
    if (action === 'reactivate') return api('POST /api/provider/customers/:companyId/reactivate', { params, body })
    return api('POST /api/provider/customers/:companyId/close', { params, body: { ...body, name } })
  }

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (missing) field.current?.focus()
    else if (action === 'close' && !name.trim()) nameField.current?.focus()
    if (missing || (action === 'close' && !name.trim())) return
    void submit(async () => {
      await delicate(change)
      await Promise.all([
        queries.invalidateQueries({ queryKey: [customerKey] }),
        queries.invalidateQueries({ queryKey: ['GET /api/provider/customers'] }),
        queries.invalidateQueries({ queryKey: ['GET /api/provider/customers/:companyId/log'] }),
      ])
      toastDone(t(`customer.${action}Done`))
      onClose()
    })
  }

  return (
    <Dialog
      title={t(`customer.${action}Title`, { name: customer.name })}
      lead={t(`customer.${action}Text`)}
      {...(busy ? {} : { onClose })}
    >
      <form className="dialog-form" noValidate onSubmit={send}>
        {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
        <Textarea
          ref={field}
          data-autofocus
          label={t('customer.reason')}
          description={t('customer.reasonHint')}
          rows={2}
          maxLength={300}
          aria-required="true"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && missing && t('customer.reasonMissing')}
        />
        {action === 'close' && (
          <TextInput
            ref={nameField}
            label={t('customer.confirmName')}
            autoComplete="off"
            maxLength={200}
            aria-required="true"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={tried && !name.trim() && t('shell:field.required')}
          />
        )}
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy} {...(action === 'reactivate' ? {} : { color: 'rosso' })}>
            {t(`customer.${action}`)}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

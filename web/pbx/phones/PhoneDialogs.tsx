import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import type { PhoneAction } from './PhoneMenu.tsx'
import { type NewSecret, type Phone, type PhoneDoor, refreshPhones } from './phone.ts'
import SecretDialog from './SecretDialog.tsx'

type Props = {
  phone: Phone
  action: Exclude<PhoneAction, 'enable'>
  door: PhoneDoor
  onClose: () => void
}

/** What was chosen in “Azioni”: a name, or a question that says what will no longer work. */
export default function PhoneDialogs({ phone, action, door, onClose }: Props) {
  const [made, setMade] = useState<NewSecret | null>(null)
  if (made) return <SecretDialog made={made} renewed onClose={onClose} />
  if (action === 'rename') return <RenameDialog phone={phone} door={door} onClose={onClose} />
  const send = {
    renew: async () => setMade(await delicate(() => door.renew(phone.id))),
    disable: async () => void (await delicate(() => door.change(phone.id, { enabled: false }))),
    remove: async () => void (await delicate(() => door.remove(phone.id))),
  }[action]
  return <SureDialog phone={phone} action={action} send={send} onClose={onClose} />
}

type SureProps = {
  phone: Phone
  action: 'renew' | 'disable' | 'remove'
  send: () => Promise<void>
  onClose: () => void
}

function SureDialog({ phone, action, send, onClose }: SureProps) {
  const { t } = useTranslation(['phones', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  function confirm(): void {
    void submit(async () => {
      await send()
      await refreshPhones()
      if (action === 'renew') return
      toastDone(t(`${action}.done`))
      onClose()
    })
  }
  return (
    <Dialog
      title={t(`${action}.title`, { name: phone.name })}
      lead={t(`${action}.text`)}
      {...(busy ? {} : { onClose })}
    >
      {problem && <FormProblem title={say(problem)} />}
      <DialogFoot>
        <Button variant="default" size="md" disabled={busy} onClick={onClose} data-autofocus>
          {t('shell:action.cancel')}
        </Button>
        <Button {...(action === 'remove' ? { color: 'rosso' } : {})} size="md" loading={busy} onClick={confirm}>
          {t(`${action}.verb`)}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

function RenameDialog({ phone, door, onClose }: Pick<Props, 'phone' | 'door' | 'onClose'>) {
  const { t } = useTranslation(['phones', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [name, setName] = useState(phone.name)
  function rename(event: FormEvent): void {
    event.preventDefault()
    if (!name.trim()) return
    void submit(async () => {
      await delicate(() => door.change(phone.id, { name: name.trim() }))
      await refreshPhones()
      toastDone(t('rename.done'))
      onClose()
    })
  }
  return (
    <Dialog title={t('rename.title')} {...(busy ? {} : { onClose })}>
      <form className="dialog-form" noValidate onSubmit={rename}>
        {problem && <FormProblem title={say(problem)} />}
        <TextInput
          data-autofocus
          label={t('form.name')}
          autoComplete="off"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={!name.trim() && t('form.nameMissing')}
        />
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t('shell:action.confirm')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

import { Button, Radio, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { type NewSecret, refreshPhones } from './phone.ts'
import '@mantine/core/styles/Radio.layer.css'

export type NewPhone = { name: string; kind: 'softphone' | 'desk'; mac?: string }

type Props = {
  /** Above the fields: whose it will be. */
  children?: ReactNode
  /** What is still missing there, if anything. */
  ready?: () => boolean
  send: (phone: NewPhone) => Promise<NewSecret>
  onMade: (made: NewSecret) => void
  onClose: () => void
}

const kinds = ['softphone', 'desk'] as const

/** A kind, a name, and for a desk phone the address below it. */
export function AddPhoneDialog({ children, ready, send, onMade, onClose }: Props) {
  const { t } = useTranslation(['phones', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [kind, setKind] = useState<NewPhone['kind']>('softphone')
  const [name, setName] = useState('')
  const [mac, setMac] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  function add(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (ready && !ready()) return
    if (!name.trim()) {
      field.current?.focus()
      return
    }
    void submit(async () => {
      const phone = { name: name.trim(), kind, ...(kind === 'desk' && mac.trim() ? { mac: mac.trim() } : {}) }
      const made = await delicate(() => send(phone))
      await refreshPhones()
      onMade(made)
    })
  }
  return (
    <Dialog title={t('form.title')} lead={t('form.lead')} {...(busy ? {} : { onClose })}>
      <form className="dialog-form" noValidate onSubmit={add}>
        {problem && <FormProblem title={say(problem)} />}
        {children}
        <Radio.Group label={t('form.kind')} value={kind} onChange={(value) => setKind(value as NewPhone['kind'])}>
          <div className="phone-kinds">
            {kinds.map((value) => (
              <Radio key={value} value={value} label={t(`form.${value}`)} description={t(`form.${value}Text`)} />
            ))}
          </div>
        </Radio.Group>
        <TextInput
          ref={field}
          {...(children ? {} : { 'data-autofocus': true })}
          label={t('form.name')}
          description={t('form.nameHint')}
          autoComplete="off"
          maxLength={40}
          aria-required="true"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && !name.trim() && t('form.nameMissing')}
        />
        {kind === 'desk' && (
          <TextInput
            label={t('form.mac')}
            description={t('form.macHint')}
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            value={mac}
            onChange={(event) => setMac(event.currentTarget.value)}
          />
        )}
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t('form.add')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

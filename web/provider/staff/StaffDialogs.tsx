import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffRole } from '#domain/access/permissions.ts'
import { readEmailAddress } from '#domain/email-address.ts'
import { type Answer, api } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { CopyableText } from '../../design/CopyableText.tsx'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Hint } from '../../design/Note.tsx'
import { queries } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'

const roles = ['desk', 'activation', 'supervisor'] as const

type AddProps = { onClose: () => void; onAdded: (added: Answer<'POST /api/provider/staff'>) => void }

export function AddStaffDialog({ onClose, onAdded }: AddProps) {
  const { t } = useTranslation(['desk', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<StaffRole>('desk')
  const [tried, setTried] = useState(false)
  const nameField = useRef<HTMLInputElement>(null)
  const emailField = useRef<HTMLInputElement>(null)
  const readable = readEmailAddress(email) !== undefined

  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!name.trim()) nameField.current?.focus()
    else if (!readable) emailField.current?.focus()
    if (!name.trim() || !readable) return
    void submit(async () => {
      const body = { name: name.trim(), email: email.trim(), role }
      const added = await delicate(() => api('POST /api/provider/staff', { body }))
      await queries.invalidateQueries({ queryKey: ['GET /api/provider/staff'] })
      onAdded(added)
    })
  }

  return (
    <Dialog title={t('staff.add')} lead={t('staff.addText')} {...(busy ? {} : { onClose })}>
      <form className="dialog-form" noValidate onSubmit={send}>
        {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
        <TextInput
          ref={nameField}
          data-autofocus
          label={t('staff.name')}
          autoComplete="off"
          maxLength={80}
          aria-required="true"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && !name.trim() && t('shell:field.required')}
        />
        <TextInput
          ref={emailField}
          type="email"
          label={t('signIn.email')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          aria-required="true"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={tried && !readable && t('staff.emailMissing')}
        />
        <Choice
          label={t('staff.role')}
          data={roles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
          value={role}
          onChange={setRole}
        />
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t('staff.addConfirm')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

/** The only time it can be read. */
export function TemporaryPasswordDialog(props: { email: string; password: string; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const { email, password, onClose } = props
  return (
    <Dialog title={t('staff.passwordTitle')} lead={<bdi>{email}</bdi>}>
      <CopyableText label={t('staff.password')} text={password} />
      <Hint warm>{t('staff.passwordOnce')}</Hint>
      <DialogFoot>
        <Button size="md" onClick={onClose} data-autofocus>
          {t('staff.passwordDone')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

type ConfirmProps = { title: string; text: string; verb: string; send: () => Promise<void>; onClose: () => void }

/** Names the person and the effect before something is taken away. */
export function ConfirmDialog({ title, text, verb, send, onClose }: ConfirmProps) {
  const { t } = useTranslation('shell')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  return (
    <Dialog title={title} lead={text} {...(busy ? {} : { onClose })}>
      {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
      <DialogFoot>
        <Button variant="default" size="md" disabled={busy} onClick={onClose} data-autofocus>
          {t('action.cancel')}
        </Button>
        <Button
          color="rosso"
          size="md"
          loading={busy}
          onClick={() =>
            void submit(async () => {
              await send()
              onClose()
            })
          }
        >
          {verb}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

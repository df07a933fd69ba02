import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../api.ts'
import { Dialog, DialogFoot } from '../../../design/Dialog.tsx'
import { FormProblem } from '../../../design/FormProblem.tsx'
import { toastDone } from '../../../design/toast.ts'
import { delicate } from '../../../shell/step-up.ts'
import { useProblemText } from '../../../shell/useProblemText.ts'
import { useSubmit } from '../../../shell/useSubmit.ts'
import type { FactorCalls } from './factor-calls.ts'
import { makePasskey } from './make-passkey.ts'
import { RecoveryCodesDialog } from './RecoveryCodesDialog.tsx'

/** A name, then the device asks for a fingerprint, a face or its PIN. The first one brings the recovery codes. */
export default function AddPasskeyDialog({ calls, onClose }: { calls: FactorCalls; onClose: () => void }) {
  const { t } = useTranslation(['user', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [label, setLabel] = useState('')
  const [tried, setTried] = useState(false)
  const [unmade, setUnmade] = useState<'stopped' | 'known' | null>(null)
  const [codes, setCodes] = useState<readonly string[]>([])
  const field = useRef<HTMLInputElement>(null)

  function add(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    setUnmade(null)
    if (!label.trim()) {
      field.current?.focus()
      return
    }
    void submit(async () => {
      const options = await delicate(calls.beginPasskey)
      const made = await makePasskey(options)
      if (typeof made === 'string') return setUnmade(made)
      const body = { label: label.trim(), response: made.response }
      const recoveryCodes = await delicate(() => calls.addPasskey(body))
      toastDone(t('passkey.done'))
      await calls.refresh()
      if (recoveryCodes.length > 0) setCodes(recoveryCodes)
      else onClose()
    })
  }
  const wrong = (found: Problem) => (found.code === 'second-factor.wrong' ? t('passkey.refused') : say(found))

  if (codes.length > 0) return <RecoveryCodesDialog codes={codes} who={calls.who} onClose={onClose} />
  return (
    <Dialog title={t('passkey.add')} lead={t('passkey.text')} {...(busy ? {} : { onClose })}>
      <form className="dialog-form" noValidate onSubmit={add}>
        {problem && <FormProblem title={wrong(problem)} />}
        {unmade && <FormProblem title={t(`passkey.${unmade}`)} />}
        <TextInput
          ref={field}
          data-autofocus
          label={t('passkey.label')}
          description={t('passkey.labelHint')}
          autoComplete="off"
          maxLength={60}
          aria-required="true"
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          error={tried && !label.trim() && t('passkey.labelMissing')}
        />
        <p role="status" className={busy ? 'sub' : 'vh'}>
          {busy && t('passkey.follow')}
        </p>
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t('passkey.continue')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

import { Button } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeField } from '../../../design/CodeField.tsx'
import { CopyableText } from '../../../design/CopyableText.tsx'
import { Dialog, DialogFoot } from '../../../design/Dialog.tsx'
import { FormProblem } from '../../../design/FormProblem.tsx'
import { QrPicture } from '../../../design/QrPicture.tsx'
import { toastDone } from '../../../design/toast.ts'
import { delicate } from '../../../shell/step-up.ts'
import { useProblemText } from '../../../shell/useProblemText.ts'
import { useSubmit } from '../../../shell/useSubmit.ts'
import type { FactorCalls } from './factor-calls.ts'
import { RecoveryCodesDialog } from './RecoveryCodesDialog.tsx'
import './AuthenticatorDialog.css'

type Props = {
  begun: Awaited<ReturnType<FactorCalls['beginTotp']>>
  calls: FactorCalls
  onClose: () => void
  /** Takes the focus: the button that opened the dialog has gone away. */
  onDone: () => void
}

/** Scan or type the key, then prove it with the first code; it counts only from then on. */
export default function AuthenticatorDialog({ begun, calls, onClose, onDone }: Props) {
  const { t } = useTranslation(['user', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>([])
  const field = useRef<HTMLInputElement>(null)
  const digits = code.replace(/\s/g, '')
  const sixDigits = /^\d{6}$/.test(digits)

  function finish(): void {
    onClose()
    // After the dialog has given the focus back.
    setTimeout(onDone, 50)
  }

  function confirm(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!sixDigits) {
      field.current?.focus()
      return
    }
    void submit(async () => {
      const recoveryCodes = await delicate(() => calls.confirmTotp(digits))
      toastDone(t('authenticator.done'))
      await calls.refresh()
      if (recoveryCodes.length > 0) setCodes(recoveryCodes)
      else finish()
    })
  }

  if (codes.length > 0) return <RecoveryCodesDialog codes={codes} who={calls.who} onClose={finish} />
  return (
    <Dialog title={t('authenticator.title')} lead={t('authenticator.scan')} {...(busy ? {} : { onClose })}>
      <QrPicture text={begun.uri} label={t('authenticator.picture')} />
      <div className="authenticator-key">
        <p className="sub">{t('authenticator.secretLead')}</p>
        <CopyableText label={t('authenticator.secret')} text={begun.secret.replace(/.{4}(?=.)/g, '$& ')} />
      </div>
      <form className="dialog-form" noValidate onSubmit={confirm}>
        {problem && <FormProblem title={say(problem)} />}
        <CodeField
          ref={field}
          data-autofocus
          label={t('authenticator.code')}
          description={t('authenticator.codeHint')}
          aria-required="true"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={tried && !sixDigits && t('authenticator.codeMissing')}
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

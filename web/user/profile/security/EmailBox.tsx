import { IconCheck, IconMail, IconMailQuestion } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PenBox } from '../../../design/PenBox.tsx'
import { Pill } from '../../../design/Pill.tsx'
import { useSubmit } from '../../../shell/useSubmit.ts'
import { VerifyEmailDialog } from '../../VerifyEmailDialog.tsx'
import { type BoxForm, type BoxProps, useBox } from './box-form.ts'
import { EmailForm } from './EmailForm.tsx'
import { EmailWaiting } from './EmailWaiting.tsx'

/** “Modifica email” (guide figures 11 and 12): the address, CONFERMA, then the code mailed to it. */
export function EmailBox({ profile, onDirty }: BoxProps) {
  const { t } = useTranslation('user')
  const [open, setOpen] = useBox('email')
  const [verifying, setVerifying] = useState<string | null>(null)
  const submitting = useSubmit()
  const form = useRef<BoxForm>(null)
  const { address, status, next } = profile.email
  const waiting = next ?? (status === 'pending' ? address : null)

  function close(): void {
    submitting.clear()
    setOpen(false)
  }

  return (
    <>
      <PenBox
        icon={IconMail}
        title={t('email.title')}
        text={address === null ? t('email.none') : <bdi>{address}</bdi>}
        pill={
          (status === 'verified' && (
            <Pill tone="ok" icon={<IconCheck size={14} stroke={1.9} aria-hidden="true" />}>
              {t('email.verified')}
            </Pill>
          )) ||
          (status === 'pending' && (
            <Pill tone="warm" icon={<IconMailQuestion size={14} stroke={1.9} aria-hidden="true" />}>
              {t('email.pending')}
            </Pill>
          ))
        }
        open={open}
        onOpen={() => setOpen(true)}
        onClose={close}
        onConfirm={() => form.current?.confirm()}
        busy={submitting.busy}
      >
        <EmailForm
          ref={form}
          profile={profile}
          submitting={submitting}
          onDirty={onDirty}
          onDone={close}
          onSent={setVerifying}
        />
      </PenBox>
      {waiting !== null && <EmailWaiting address={waiting} onWrite={() => setVerifying(waiting)} />}
      {verifying !== null && (
        <VerifyEmailDialog
          address={verifying}
          onClose={() => setVerifying(null)}
          onChangeAddress={() => {
            setVerifying(null)
            setOpen(true)
          }}
        />
      )}
    </>
  )
}

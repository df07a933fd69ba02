import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../design/Dialog.tsx'
import { Rich } from '../design/Rich.tsx'
import { toastDone } from '../design/toast.ts'
import { EmailCodeForm } from '../front-door/EmailCodeForm.tsx'
import { acceptSession } from '../shell/session.ts'
import { refreshProfile } from './my-profile.ts'

type Props = {
  /** The address that waits for its proof. */
  address: string
  onClose: () => void
  /** “Cambia indirizzo”. */
  onChangeAddress: () => void
}

/** The code for one’s own address: written down, asked for again, or for another address. */
export function VerifyEmailDialog({ address, onClose, onChangeAddress }: Props) {
  const { t } = useTranslation(['user', 'access'])
  return (
    <Dialog
      title={t('access:verify.title')}
      lead={
        <>
          <Rich text={t('access:verify.lead', { email: address })} /> {t('email.codeValidity')}
        </>
      }
      onClose={onClose}
    >
      <EmailCodeForm
        address={address}
        onVerified={(session) => {
          acceptSession(session)
          toastDone(t('email.done'))
          void refreshProfile()
          onClose()
        }}
      >
        <Button variant="subtle" onClick={onChangeAddress}>
          {t('access:verify.change')}
        </Button>
      </EmailCodeForm>
    </Dialog>
  )
}

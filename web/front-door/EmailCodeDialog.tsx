import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../design/Dialog.tsx'
import { Rich } from '../design/Rich.tsx'
import { acceptSession } from '../shell/session.ts'
import { EmailCodeForm } from './EmailCodeForm.tsx'

/** The code for a new address, in the portal: after the first access, from Home, from the profile. */
export default function EmailCodeDialog({ address, onClose }: { address: string; onClose: () => void }) {
  const { t } = useTranslation('access')
  return (
    <Dialog title={t('verify.title')} lead={<Rich text={t('verify.lead', { email: address })} />} onClose={onClose}>
      <EmailCodeForm
        address={address}
        onVerified={(session) => {
          acceptSession(session)
          onClose()
        }}
      >
        <Button variant="subtle" onClick={onClose}>
          {t('verify.later')}
        </Button>
      </EmailCodeForm>
    </Dialog>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../design/Dialog.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { Rich } from '../design/Rich.tsx'
import { acceptSession, type GateSession } from '../shell/session.ts'
import { AddEmail } from './AddEmail.tsx'
import { EmailCodeForm } from './EmailCodeForm.tsx'

/** The address must be confirmed before going on: the code, a new code, or another address. */
export function VerifyEmail({ session }: { session: GateSession }) {
  const { t } = useTranslation('access')
  const [changing, setChanging] = useState(false)
  if (changing) return <AddEmail session={session} onSent={() => setChanging(false)} />
  return (
    <>
      <span className="vh">
        <PageTitle>{t('verify.page')}</PageTitle>
      </span>
      <Dialog title={t('verify.title')} lead={<Rich text={t('verify.lead', { email: session.email ?? '' })} />}>
        <EmailCodeForm address={session.email ?? ''} onVerified={acceptSession}>
          <Button variant="subtle" onClick={() => setChanging(true)}>
            {t('verify.change')}
          </Button>
        </EmailCodeForm>
      </Dialog>
    </>
  )
}

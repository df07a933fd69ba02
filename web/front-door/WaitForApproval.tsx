import { Button } from '@mantine/core'
import { IconBell, IconMailCheck, IconPhone } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { apiInBackground } from '../api.ts'
import { Dialog } from '../design/Dialog.tsx'
import { PageTitle } from '../design/PageTitle.tsx'
import { acceptSession, type GateSession, signOut } from '../shell/session.ts'
import './AddEmail.css'

/** How often the page looks whether an administrator has answered. */
const lookEvery = 5_000

/**
 * Where an administrator approves each activation (spec/security 1.4.13): what is still missing, what works already, and
 * the portal opens by itself.
 */
export default function WaitForApproval({ session }: { session: GateSession }) {
  const { t } = useTranslation('access')
  useEffect(() => {
    const timer = setInterval(() => {
      apiInBackground('GET /api/session').then(
        (session) => {
          if (session.state !== 'gate' || session.step !== 'wait-for-approval') acceptSession(session)
        },
        // Away for a moment: the next look says more.
        () => undefined,
      )
    }, lookEvery)
    return () => clearInterval(timer)
  }, [])
  return (
    <>
      <span className="vh">
        <PageTitle>{t('approval.page')}</PageTitle>
      </span>
      <Dialog title={t('approval.title')} lead={t('approval.lead')}>
        <ul className="why">
          <li>
            <IconPhone size={20} stroke={1.7} aria-hidden="true" />
            {t('approval.phone')}
          </li>
          <li>
            <IconBell size={20} stroke={1.7} aria-hidden="true" />
            {t('approval.told')}
          </li>
          {session.email !== null && (
            <li>
              <IconMailCheck size={20} stroke={1.7} aria-hidden="true" />
              {t('approval.email')}
            </li>
          )}
        </ul>
        <p role="status">{t('approval.waiting')}</p>
        <Button variant="default" fullWidth onClick={() => void signOut()}>
          {t('approval.signOut')}
        </Button>
      </Dialog>
    </>
  )
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, onSessionEnd } from '../api.ts'
import { Dialog } from '../design/Dialog.tsx'
import { queries } from '../shell/queries.ts'
import { SignInAgainForm } from '../shell/SignInAgainForm.tsx'
import { acceptStaffSession, deskHome, type StaffSession } from './staff-session.ts'
import { useStaff } from './useStaffSession.ts'

/** Watches for the end of the session while a page is open. */
export function DeskSignInAgain() {
  const [ended, setEnded] = useState(false)
  useEffect(() => onSessionEnd(() => setEnded(true)), [])
  return ended ? <Again onResumed={() => setEnded(false)} /> : null
}

/** The same person signs in again over the page, password and second factor; what they had written is still there. */
function Again({ onResumed }: { onResumed: () => void }) {
  const { t } = useTranslation('shell')
  const staff = useStaff()

  async function resume(session: StaffSession): Promise<void> {
    if (session.state !== 'full') return location.assign(deskHome)
    acceptStaffSession(session)
    onResumed()
    await queries.invalidateQueries()
  }

  return (
    <Dialog
      curtain
      title={t('again.title')}
      lead={
        <>
          {t('again.text')}
          <br />
          <bdi>{staff.name}</bdi> · <bdi>{staff.email}</bdi>
        </>
      }
    >
      <SignInAgainForm
        name={staff.email}
        door={deskHome}
        onPassword={async (password) => {
          const { session } = await api('POST /api/provider/session', { body: { email: staff.email, password } })
          if (session.state !== 'second-factor') await resume(session)
          return session.state === 'second-factor'
        }}
        onCode={async (code) =>
          resume((await api('POST /api/provider/session/second-factor', { body: { code } })).session)
        }
      />
    </Dialog>
  )
}

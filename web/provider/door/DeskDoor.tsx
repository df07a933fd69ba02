import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onSessionEnd } from '../../api.ts'
import { SkipLink } from '../../design/SkipLink.tsx'
import { Wordmark } from '../../design/Wordmark.tsx'
import { LanguageSwitch } from '../../front-door/LanguageSwitch.tsx'
import { brand } from '../../shell/brand.ts'
import { acceptStaffSession, type FullStaffSession, type StaffSession } from '../staff-session.ts'
import './DeskDoor.css'
import { SignIn } from './SignIn.tsx'

const SecondStep = lazy(() => import('./SecondStep.tsx'))
const NewPassword = lazy(() => import('./NewPassword.tsx'))
const SetUpFactor = lazy(() => import('./SetUpFactor.tsx'))

/** The way to the desk. Which screen shows is computed from the session each time, never stored. */
export function DeskDoor({ session }: { session: Exclude<StaffSession, FullStaffSession> }) {
  const [ended, setEnded] = useState(false)
  useEffect(
    () =>
      onSessionEnd(() => {
        setEnded(true)
        acceptStaffSession({ state: 'anonymous' })
      }),
    [],
  )
  return (
    <Frame>
      <Suspense fallback={null}>
        {session.state === 'anonymous' && <SignIn ended={ended} />}
        {session.state === 'second-factor' && <SecondStep />}
        {session.state === 'gate' && session.step === 'change-password' && <NewPassword session={session} />}
        {session.state === 'gate' && session.step === 'set-up-second-factor' && <SetUpFactor />}
      </Suspense>
    </Frame>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('desk')
  return (
    <div className="desk-door">
      <SkipLink />
      <header className="desk-door-top">
        <Wordmark name={brand.name} onDark />
        <span className="desk-door-pill">{t('pill')}</span>
        <span className="desk-door-language">
          <LanguageSwitch />
        </span>
      </header>
      <main id="content" tabIndex={-1} className="desk-door-main">
        <div className="door-box">{children}</div>
      </main>
    </div>
  )
}

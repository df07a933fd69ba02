import { lazy, Suspense } from 'react'
import type { GateSession } from '../shell/session.ts'
import { AddEmail } from './AddEmail.tsx'
import { ChangePassword } from './ChangePassword.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { HomeSketch } from './HomeSketch.tsx'
import { ProfileChoice } from './ProfileChoice.tsx'
import { VerifyEmail } from './VerifyEmail.tsx'

const RequiredFactor = lazy(() => import('./RequiredFactor.tsx'))
const WaitForApproval = lazy(() => import('./WaitForApproval.tsx'))

/** The steps between the password and the portal, in the guide’s order; the server says which is next. */
export default function FirstAccess({ session }: { session: GateSession }) {
  switch (session.step) {
    case 'view':
      return (
        <DoorFrame step="profile">
          <ProfileChoice session={session} />
        </DoorFrame>
      )
    case 'change-password':
      return (
        <DoorFrame step="password">
          <ChangePassword session={session} />
        </DoorFrame>
      )
    case 'wait-for-approval':
      return (
        <HomeSketch administrator={false}>
          <Suspense fallback={null}>
            <WaitForApproval session={session} />
          </Suspense>
        </HomeSketch>
      )
    case 'set-up-second-factor':
      return (
        <DoorFrame>
          <Suspense fallback={null}>
            <RequiredFactor session={session} />
          </Suspense>
        </DoorFrame>
      )
    case 'add-email':
      return (
        <HomeSketch administrator={session.view === 'administrator'}>
          <AddEmail session={session} />
        </HomeSketch>
      )
    case 'verify-email':
      return (
        <HomeSketch administrator={session.view === 'administrator'}>
          <VerifyEmail session={session} />
        </HomeSketch>
      )
  }
}

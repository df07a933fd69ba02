import { lazy, Suspense, useEffect, useState } from 'react'
import { type Answer, onSessionEnd } from '../api.ts'
import { acceptSession, type FullSession, type Session } from '../shell/session.ts'
import { DoorFrame } from './DoorFrame.tsx'
import { SignIn } from './SignIn.tsx'

const SecondFactor = lazy(() => import('./SecondFactor.tsx'))
const Expired = lazy(() => import('./Expired.tsx'))
const FirstAccess = lazy(() => import('./FirstAccess.tsx'))

/** Right number and password, but the password is too old. */
export type ExpiredAnswer = Extract<Answer<'POST /api/session'>, { result: 'expired' }>

/** The way in. Which screen shows is computed from the session each time, never stored (spec/security 2.1). */
export function Door({ session }: { session: Exclude<Session, FullSession> }) {
  const [expired, setExpired] = useState<{ answer: ExpiredAnswer; number: string } | null>(null)
  const [ended, setEnded] = useState(false)
  // A step of the first access that waited too long begins again with the password.
  useEffect(
    () =>
      onSessionEnd(() => {
        setEnded(true)
        acceptSession({ state: 'anonymous', resumable: false })
      }),
    [],
  )
  if (session.state === 'gate') {
    return (
      <Suspense fallback={<DoorFrame step="profile">{null}</DoorFrame>}>
        <FirstAccess session={session} />
      </Suspense>
    )
  }
  return (
    <DoorFrame>
      <Suspense fallback={null}>
        {session.state === 'second-factor' && <SecondFactor session={session} />}
        {session.state === 'anonymous' &&
          (expired ? (
            <Expired {...expired} onBack={() => setExpired(null)} />
          ) : (
            <SignIn ended={ended} onExpired={(answer, number) => setExpired({ answer, number })} />
          ))}
      </Suspense>
    </DoorFrame>
  )
}

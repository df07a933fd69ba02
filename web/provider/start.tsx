import { lazy, Suspense } from 'react'
import { draw } from '../shell/draw.tsx'
import { Unreachable } from '../shell/Unreachable.tsx'
import { DeskDoor } from './door/DeskDoor.tsx'
import { readStaffSession } from './staff-session.ts'
import { useStaffSession } from './useStaffSession.ts'

const Desk = lazy(() => import('./Desk.tsx'))

/** Door or desk: the staff session decides. A customer's session is nothing here (R16). */
function App() {
  const session = useStaffSession()
  if (session === null) return null
  if (session instanceof Error) return <Unreachable problem={session} onRetry={() => void readStaffSession()} />
  if (session.state !== 'full') return <DeskDoor session={session} />
  return (
    <Suspense fallback={null}>
      <Desk />
    </Suspense>
  )
}

/** Draws the provider's desk as soon as the words and the first answer of the server are here. */
export const start = (firstAnswer: Promise<void>): Promise<void> => draw(<App />, firstAnswer, ['desk'])

import { lazy } from 'react'
import { Door } from '../front-door/Door.tsx'
import { publicPage } from '../front-door/public-pages.ts'
import { draw } from './draw.tsx'
import { usePath } from './path.ts'
import { readSession } from './session.ts'
import { Unreachable } from './Unreachable.tsx'
import { useSession } from './useSession.ts'

const Portal = lazy(() => import('./Portal.tsx'))

/** Front door or portal: the session decides, at whatever address the page was opened. */
function App() {
  const session = useSession()
  const signedIn = session !== null && !(session instanceof Error) && session.state === 'full'
  const Page = publicPage(usePath(), signedIn)
  if (Page) return <Page />
  if (session === null) return null
  if (session instanceof Error) return <Unreachable problem={session} onRetry={() => void readSession()} />
  return session.state === 'full' ? <Portal /> : <Door session={session} />
}

export const start = (firstAnswer: Promise<void>): Promise<void> => draw(<App />, firstAnswer)

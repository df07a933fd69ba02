import { type ComponentType, lazy, useState } from 'react'
import { Door } from '../front-door/Door.tsx'
import { publicPage } from '../front-door/public-pages.ts'
import { draw } from './draw.tsx'
import { speak, startLanguage } from './language.ts'
import { usePath } from './path.ts'
import { currentSession, readSession } from './session.ts'
import { Unreachable } from './Unreachable.tsx'
import { useSession } from './useSession.ts'

/** The portal, once its file is here: a page that opens with a session then draws it at once, with no empty moment. */
let ready: ComponentType | undefined

async function loadPortal() {
  const portal = await import('./Portal.tsx')
  // Its file has just been run: a tap comes first, then the rest.
  await new Promise((resolve) => setTimeout(resolve))
  await portal.begin()
  ready = portal.default
  return portal
}

const LaterPortal = lazy(loadPortal)

async function loadFirst(firstAnswer: Promise<void>): Promise<void> {
  await firstAnswer
  const session = currentSession()
  if (session === null || session instanceof Error || session.state !== 'full') return
  // In the language of the account from the first word on, whichever this computer's is.
  await startLanguage()
  await speak(session.language)
  // When it does not come, drawing it says so.
  await loadPortal().catch(() => undefined)
}

/** Front door or portal: the session decides, at whatever address the page was opened. */
function App() {
  const session = useSession()
  const [Portal] = useState(() => ready ?? LaterPortal)
  const signedIn = session !== null && !(session instanceof Error) && session.state === 'full'
  const Page = publicPage(usePath(), signedIn)
  if (Page) return <Page />
  if (session === null) return null
  if (session instanceof Error) return <Unreachable problem={session} onRetry={() => void readSession()} />
  return session.state === 'full' ? <Portal /> : <Door session={session} />
}

export const start = (firstAnswer: Promise<void>): Promise<void> => draw(<App />, loadFirst(firstAnswer))

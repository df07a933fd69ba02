import { MantineProvider } from '@mantine/core'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { setProduct } from '../design/PageTitle.tsx'
import { theme } from '../design/theme.ts'
import { Door } from '../front-door/Door.tsx'
import { publicPage } from '../front-door/public-pages.ts'
import { brand } from './brand.ts'
import { CrashBoundary } from './CrashBoundary.tsx'
import { colourScheme } from './colour-scheme.ts'
import { startLanguage } from './language.ts'
import { usePath } from './path.ts'
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
  if (session instanceof Error) return <Unreachable problem={session} />
  return session.state === 'full' ? <Portal /> : <Door session={session} />
}

/** Draws the portal as soon as the words and the first answer of the server are here. */
export async function start(firstAnswer: Promise<void>): Promise<void> {
  setProduct(brand.name)
  await Promise.all([startLanguage(), firstAnswer])
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no #root')
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colourScheme}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <CrashBoundary>
          <Suspense fallback={null}>
            <App />
          </Suspense>
        </CrashBoundary>
      </MantineProvider>
    </StrictMode>,
  )
}

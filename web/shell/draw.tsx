import { MantineProvider } from '@mantine/core'
import i18next from 'i18next'
import { type ReactNode, StrictMode, Suspense, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { setProduct } from '../design/PageTitle.tsx'
import { theme } from '../design/theme.ts'
import { brand } from './brand.ts'
import { CrashBoundary } from './CrashBoundary.tsx'
import { colourScheme } from './colour-scheme.ts'
import { startLanguage } from './language.ts'

/** Draws the application as soon as the words and the first answer of the server are here; `rooms` beside the door's. */
export async function draw(app: ReactNode, firstAnswer: Promise<void>, rooms: readonly string[] = []): Promise<void> {
  setProduct(brand.name)
  await Promise.all([startLanguage().then(() => i18next.loadNamespaces([...rooms])), firstAnswer])
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no #root')
  const whole = (
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colourScheme}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <CrashBoundary>
          <Suspense fallback={null}>{app}</Suspense>
        </CrashBoundary>
      </MantineProvider>
    </StrictMode>
  )
  // A little at a time: a slow telephone hears taps meanwhile.
  startTransition(() => createRoot(root).render(whole))
}

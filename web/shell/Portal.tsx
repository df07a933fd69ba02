import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import '../design/portal.css'
import { EmailCodeOffer } from '../front-door/EmailCodeOffer.tsx'
import { useLive } from '../live/useLive.ts'
import { fetchAfterwards } from './afterwards.ts'
import { dialogs } from './dialogs.ts'
import { IdleWarning } from './IdleWarning.tsx'
import { usePreferences } from './preferences.ts'
import { queries } from './queries.ts'
import { beginRoutes, router } from './routes.tsx'
import { SignInAgain } from './SignInAgain.tsx'
import { StepUp } from './StepUp.tsx'
import { useFullSession } from './useSession.ts'

/** Called once the file is here, before the first drawing. */
export const begin = beginRoutes

/** Everything behind the front door, afresh for each profile: what one has read, the other does not see. */
export default function Portal() {
  const { view, viewer } = useFullSession()
  return <Rooms key={`${view} ${viewer.lineId}`} />
}

function Rooms() {
  usePreferences()
  useLive()
  useEffect(() => () => queries.clear(), [])
  useEffect(() => fetchAfterwards(dialogs), [])
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
      <Suspense fallback={null}>
        <EmailCodeOffer />
        <IdleWarning />
        <StepUp />
        <SignInAgain />
      </Suspense>
    </QueryClientProvider>
  )
}

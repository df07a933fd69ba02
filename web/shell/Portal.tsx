import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import '../design/portal.css'
import { EmailCodeOffer } from '../front-door/EmailCodeOffer.tsx'
import { IdleWarning } from './IdleWarning.tsx'
import { usePreferences } from './preferences.ts'
import { queries } from './queries.ts'
import { router } from './routes.tsx'
import { SignInAgain } from './SignInAgain.tsx'
import { StepUpDialog } from './StepUpDialog.tsx'
import { useFullSession } from './useSession.ts'

/** Everything behind the front door. What one profile has read is forgotten when the other begins. */
export default function Portal() {
  const { view, viewer } = useFullSession()
  usePreferences()
  useEffect(() => () => queries.clear(), [view, viewer.lineId])
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
      <EmailCodeOffer />
      <IdleWarning />
      <StepUpDialog />
      <SignInAgain />
    </QueryClientProvider>
  )
}

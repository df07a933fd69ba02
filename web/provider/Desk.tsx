import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import '../design/portal.css'
import '../shell/Frame.css'
import './Desk.css'
import { useMantineContext } from '@mantine/core'
import { speak } from '../shell/language.ts'
import { queries } from '../shell/queries.ts'
import { DeskIdle } from './DeskIdle.tsx'
import { DeskSignInAgain } from './DeskSignInAgain.tsx'
import { DeskStepUp } from './DeskStepUp.tsx'
import { router } from './routes.tsx'
import { useFullStaffSession } from './useStaffSession.ts'

/** Everything behind the provider's door, afresh for each person. */
export default function Desk() {
  const { staff } = useFullStaffSession()
  return <Rooms key={staff.id} />
}

function Rooms() {
  const { language, theme } = useFullStaffSession()
  const { setColorScheme } = useMantineContext()
  useEffect(() => void speak(language), [language])
  useEffect(() => setColorScheme(theme), [theme, setColorScheme])
  useEffect(() => () => queries.clear(), [])
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
      <Suspense fallback={null}>
        <DeskIdle />
        <DeskStepUp />
        <DeskSignInAgain />
      </Suspense>
    </QueryClientProvider>
  )
}

import { Outlet, useLocation } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SkeletonRows } from '../design/Skeletons.tsx'
import { SkipLink } from '../design/SkipLink.tsx'
import { Toasts } from '../design/Toasts.tsx'
import { BottomBar } from './BottomBar.tsx'
import { CallsServed } from './CallsServed.tsx'
import { Footer } from './Footer.tsx'
import './Frame.css'
import { Offline } from './Offline.tsx'
import { SupportWatch } from './SupportWatch.tsx'
import { TopBar } from './TopBar.tsx'

/** The bars around every page of the portal. */
export function Frame() {
  const path = useLocation({ select: (location) => location.pathname })
  return (
    <>
      <SkipLink />
      <TopBar path={path} />
      <Offline />
      <CallsServed />
      <Suspense fallback={null}>
        <SupportWatch />
      </Suspense>
      <main id="content" tabIndex={-1} className="page">
        <Suspense fallback={<SkeletonRows rows={4} />}>
          <Outlet />
        </Suspense>
      </main>
      <Footer />
      <BottomBar path={path} />
      <Toasts />
    </>
  )
}

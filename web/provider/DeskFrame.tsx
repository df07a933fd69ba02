import { Outlet, useLocation } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SkeletonRows } from '../design/Skeletons.tsx'
import { SkipLink } from '../design/SkipLink.tsx'
import { Toasts } from '../design/Toasts.tsx'
import { Offline } from '../shell/Offline.tsx'
import { DeskBar, DeskBottomBar } from './DeskBar.tsx'

/** The bars around every page of the desk (screens 12, 12b). */
export function DeskFrame() {
  const path = useLocation({ select: (location) => location.pathname })
  return (
    <>
      <SkipLink />
      <DeskBar path={path} />
      <Offline />
      <main id="content" tabIndex={-1} className="page">
        <Suspense fallback={<SkeletonRows rows={6} />}>
          <Outlet />
        </Suspense>
      </main>
      <DeskBottomBar path={path} />
      <Toasts />
    </>
  )
}

import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { CrashPage } from '../shell/CrashPage.tsx'
import { DeskFrame } from './DeskFrame.tsx'
import { DeskNotFound } from './DeskNotFound.tsx'
import { type DeskPage, loaderOf, maySee, pages } from './registry.ts'
import { deskHome } from './staff-session.ts'
import { useStaff } from './useStaffSession.ts'

const root = createRootRoute({ component: DeskFrame, notFoundComponent: DeskNotFound })

/** What a role may not do stands in no menu; its address leads nowhere. The server refuses it besides. */
function guarded(page: DeskPage, Content: ComponentType): () => ReactNode {
  return function Guarded() {
    const { role } = useStaff()
    return maySee(role, page) ? <Content /> : <DeskNotFound />
  }
}

function routeOf(page: DeskPage) {
  const load = loaderOf<object>(page)
  const content = load ? lazyRouteComponent(load) : DeskNotFound
  return createRoute({ getParentRoute: () => root, path: page.path, component: guarded(page, content) })
}

/** Addresses keep tab, page, search and order of lists, as in the portal. */
export const router = createRouter({
  routeTree: root.addChildren(pages.map(routeOf)),
  basepath: deskHome,
  defaultPreload: 'intent',
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => (Object.keys(search).length > 0 ? `?${new URLSearchParams(search)}` : ''),
})

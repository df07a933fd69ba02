import {
  type AsyncRouteComponent,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { CrashPage } from './CrashPage.tsx'
import { Frame } from './Frame.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { homeOf, loaderOf, maySee, type Page, pages } from './navigation.ts'
import { useFullSession } from './useSession.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage })

/** An address of the other profile is no mistake: it leads to where one’s own profile begins. */
function guarded(page: Page, Content: ComponentType): () => ReactNode {
  return function Guarded() {
    const { view } = useFullSession()
    return maySee(page, view) ? <Content /> : <Navigate to={homeOf[view]} replace />
  }
}

/** Starts the download of each page, by its address. */
const downloads = new Map<string, () => unknown>()

function routeOf(page: Page) {
  const load = loaderOf(page)
  const content = load && (lazyRouteComponent(load) as AsyncRouteComponent<object>)
  if (content?.preload) downloads.set(page.path, content.preload)
  return createRoute({ getParentRoute: () => root, path: page.path, component: guarded(page, content ?? NotFoundPage) })
}

/** Addresses keep tab, page, search and order of lists, so that they can be reloaded and shared. */
export const router = createRouter({
  routeTree: root.addChildren(pages.map(routeOf)),
  defaultPreload: 'intent',
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
  // Plain text both ways: an extension `049` or a name `true` stays what it is, and addresses stay readable.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => (Object.keys(search).length > 0 ? `?${new URLSearchParams(search)}` : ''),
})

/** Finds the page of this address before anything is drawn, so that bars and page come in one go if it is here by then. */
export async function beginRoutes(): Promise<void> {
  void downloads.get(location.pathname)?.()
  await router.load()
}

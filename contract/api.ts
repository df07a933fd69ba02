import { accessRoutes } from './access.ts'
import { callHandlingRoutes } from './call-handling.ts'
import { callHistoryRoutes } from './call-history.ts'
import { demoRoutes } from './demo.ts'
import { directoryRoutes } from './directory.ts'
import { engineRoutes } from './engine.ts'
import { phonesRoutes } from './phones.ts'
import { restoreRoutes } from './restores.ts'
import { staffRoutes } from './staff.ts'

/** Every route of the product, by `'METHOD /path'`. */
export const apiRoutes = {
  ...accessRoutes,
  ...directoryRoutes,
  ...phonesRoutes,
  ...restoreRoutes,
  ...engineRoutes,
  ...callHistoryRoutes,
  ...demoRoutes,
  ...callHandlingRoutes,
  ...staffRoutes,
}

export type ApiRoutes = typeof apiRoutes
export type RouteKey = keyof ApiRoutes

import { accessRoutes } from './access.ts'
import { directoryRoutes } from './directory.ts'

/** Every route of the product, by `'METHOD /path'`. */
export const apiRoutes = { ...accessRoutes, ...directoryRoutes }

export type ApiRoutes = typeof apiRoutes
export type RouteKey = keyof ApiRoutes

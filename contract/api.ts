import { accessRoutes } from './access.ts'
import { directoryRoutes } from './directory.ts'
import { phonesRoutes } from './phones.ts'

/** Every route of the product, by `'METHOD /path'`. */
export const apiRoutes = { ...accessRoutes, ...directoryRoutes, ...phonesRoutes }

export type ApiRoutes = typeof apiRoutes
export type RouteKey = keyof ApiRoutes

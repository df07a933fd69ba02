import type { directoryRoutes } from '#contract/directory.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'

// Stand-in of the lead's, until the directory engineer's table of contents replaces this file.
export function directoryHandlers(_house: House): Handlers<typeof directoryRoutes> {
  return new Proxy({}, { get: () => () => Promise.reject(new Problem('not-found')) }) as Handlers<typeof directoryRoutes>
}

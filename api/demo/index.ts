import type { demoRoutes } from '#contract/demo.ts'
import { outsideNumbers } from '#domain/outside-world/numbers.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'

/** The room's table of contents. */
export function demoHandlers({ config }: House): Handlers<typeof demoRoutes> {
  return {
    'GET /api/demo/outside-numbers': async () => ({ numbers: config.demo ? [...outsideNumbers] : [] }),
  }
}

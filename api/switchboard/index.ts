import type { engineRoutes } from '#contract/engine.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'

/** The room's table of contents. */
export function engineHandlers({ engine }: House): Handlers<typeof engineRoutes> {
  return {
    'GET /api/engine': async ({ session }) => {
      const health = engine.health()
      const tells = health.state === 'missing' && session.view === 'administrator'
      return { state: health.state, command: tells ? health.command : null }
    },
  }
}

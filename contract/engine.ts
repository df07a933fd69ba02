import { z } from 'zod'
import { routes } from './route.ts'

/** Whether calls are served (docs/decisions, switchboard). */
export const engineRoutes = routes({
  'GET /api/engine': {
    summary: 'Whether calls are served; where something is missing, what mends it',
    may: 'see own home and profile',
    answer: z.object({
      state: z.enum(['serving', 'starting', 'restarting', 'off', 'missing']),
      /** What to type on the server; told to administrators. */
      command: z.string().nullable(),
    }),
  },
})

import { z } from 'zod'
import { outsideBehaviours } from '#domain/outside-world/numbers.ts'
import { routes } from './route.ts'

/** What only a demo has. */
export const demoRoutes = routes({
  'GET /api/demo/outside-numbers': {
    summary: 'Whom one can call in the demo without a provider; nobody where there is no demo',
    may: 'see whom the demo can call',
    answer: z.object({
      numbers: z.array(z.object({ number: z.string(), behaviour: z.enum(outsideBehaviours) })),
    }),
  },
})

import type { Answer } from '../../api.ts'
import { queries } from '../../shell/queries.ts'
import { customerKey } from '../registry.ts'

export type DeskRequest = Answer<'GET /api/provider/requests'>['requests'][number]
export type Restore = NonNullable<DeskRequest['restore']>

/** After a decision everything that shows requests is asked again. */
export async function readRequestsAgain(): Promise<void> {
  const keys = [
    'GET /api/provider/requests',
    'GET /api/provider/requests/count',
    'GET /api/provider/lines/:lineId/restore',
    customerKey,
  ]
  await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

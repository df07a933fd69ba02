import type { Answer } from '../../api.ts'
import { queries } from '../../shell/queries.ts'

export type Plan = Answer<'GET /api/extensions'>
export type Line = Answer<'GET /api/directory/lines'>['lines'][number]

export async function refreshExtensions(): Promise<void> {
  await Promise.all(
    (['GET /api/extensions', 'GET /api/extensions/conflicts', 'GET /api/directory/lines', 'GET /api/me'] as const).map(
      (key) => queries.invalidateQueries({ queryKey: [key] }),
    ),
  )
}

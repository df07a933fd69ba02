import { queries } from '../../shell/queries.ts'

/** After a change of one's own: lists, badge and the card of Home are asked for again where they stand. */
export async function refreshCalls(): Promise<void> {
  await Promise.all(
    (['GET /api/me/calls', 'GET /api/me/messages', 'GET /api/me/news'] as const).map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  )
}

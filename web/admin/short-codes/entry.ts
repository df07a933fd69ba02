import type { Answer } from '../../api.ts'
import { queries } from '../../shell/queries.ts'

export type Entry = Answer<'GET /api/short-codes'>['entries'][number]
export type EntryAction = 'edit' | 'users' | 'history' | 'remove'

/** `500`, or `600–649` for a range. */
export const codesOf = ({ first, last, count }: Pick<Entry, 'first' | 'last' | 'count'>): string =>
  count > 1 ? `${first}–${last}` : first

export async function refreshCodes(): Promise<void> {
  await Promise.all(
    (['GET /api/short-codes', 'GET /api/extensions/conflicts'] as const).map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  )
}

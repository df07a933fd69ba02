import { type Answer, api } from '../../api.ts'
import { queries } from '../../shell/queries.ts'
import { refreshDirectory } from '../acting/grant.ts'

export type Person = Answer<'GET /api/people/lines/:lineId'>
export type Reassigned = Answer<'POST /api/people/lines/:lineId/reassign'>

/** Read anew whenever a dialog opens: it is the ground of a decision. */
export const readPerson = (lineId: string): Promise<Person> =>
  api('GET /api/people/lines/:lineId', { params: { lineId } })

/** Whatever shows who holds a line may have changed. */
export function refreshPeople(): void {
  refreshDirectory()
  const others = [
    'GET /api/people/administrators',
    'GET /api/people/expiry',
    'GET /api/people/expiry/lines',
    'GET /api/directory/phones',
    'GET /api/directory/sites',
  ]
  for (const key of others) void queries.invalidateQueries({ queryKey: [key] })
}

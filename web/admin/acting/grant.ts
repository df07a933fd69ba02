import { type Answer, api } from '../../api.ts'
import { queries } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'

export type Grant = Answer<'POST /api/directory/acting-grants'>

/** “Continua”: opens one line’s configuration for 30 minutes; asks for the password when the last one is old. */
export const openGrant = (lineId: string): Promise<Grant> =>
  delicate(() => api('POST /api/directory/acting-grants', { body: { lineId } }))

const configuration = 'GET /api/directory/lines/:lineId/configuration'

/** What the page or dialog will show, read before it opens, so that it opens complete. */
export function fetchConfiguration(lineId: string): Promise<void> {
  const sent = { params: { lineId } }
  return queries.prefetchQuery({
    queryKey: [configuration, sent],
    queryFn: () => api(configuration, sent),
    retry: false,
  })
}

/** After a change under the grant. */
export const refreshConfiguration = (): Promise<void> => queries.invalidateQueries({ queryKey: [configuration] })

/**
 * Closes it again, and forgets what was read under it. Nobody waits for the answer: what cannot be told to the
 * server ends by itself.
 */
export function endGrant(): void {
  queries.removeQueries({ queryKey: [configuration] })
  api('POST /api/directory/acting-grants/end').catch(() => {})
  refreshDirectory()
}

/** The list and the board may have changed. */
export function refreshDirectory(): void {
  for (const key of ['GET /api/directory/lines', 'GET /api/directory/first-access']) {
    void queries.invalidateQueries({ queryKey: [key] })
  }
}

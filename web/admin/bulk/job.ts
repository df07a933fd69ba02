import type { Answer } from '../../api.ts'
import { api } from '../../api.ts'
import { queries } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import type { Selection } from './selection.ts'

export type JobAnswer = Answer<'GET /api/first-access/jobs/:jobId'>
export type Job = JobAnswer['job']
export type BulkAction = Job['action']

type Asked = {
  readonly action: BulkAction
  readonly key: string
  readonly selection: Selection
  readonly siteId: string
}

/** Begins an action on many lines; asks for the password where the server wants it again. */
export function beginJob({ action, key, selection, siteId }: Asked): Promise<{ jobId: string; total: number }> {
  const body = { key, selection }
  return delicate(() => {
    switch (action) {
      case 'remind':
        return api('POST /api/first-access/reminders', { body })
      case 'invite':
        return api('POST /api/first-access/invitations', { body })
      case 'temporary-password':
        return api('POST /api/first-access/temporary-passwords', { body })
      case 'move':
        return api('POST /api/first-access/moves', { body: { ...body, siteId } })
    }
  })
}

/** After a job the lists, the lamps and the cockpit show other things. */
export async function refreshAfterJob(): Promise<void> {
  const keys = ['GET /api/directory/lines', 'GET /api/directory/first-access', 'GET /api/first-access']
  await Promise.all([...keys, 'GET /api/directory/sites'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

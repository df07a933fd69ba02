import { api } from '../api.ts'
import { acceptSession, type View } from './session.ts'
import { delicate } from './step-up.ts'

/** “Passa al profilo …”: the other view of the same person (guide 2.4). */
export async function switchView(view: View): Promise<void> {
  const { session } = await delicate(() => api('POST /api/session/view', { body: { view } }))
  acceptSession(session)
}

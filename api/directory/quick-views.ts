import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { countViews } from './quick-views.sql.ts'

/** How many lines each quick view of the users shows, of the sites this administrator answers for. */
export async function readQuickViews(house: House, session: LiveSession) {
  const { companyId } = session.line
  // A forward is its line's own (row security): counted through the service door, for this company alone.
  const counts = await house.cellar.asService((trx) => countViews(trx, companyId, house.clock()), { readOnly: true })
  return { counts }
}

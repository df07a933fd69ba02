import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { findSites } from './sites.sql.ts'

/** For the filter "Cerca gli utenti all'interno della: Sede" (S58). */
export async function listSites({ cellar }: House, session: LiveSession) {
  const { companyId } = session.line
  const sites = await cellar.inCompany({ companyId }, (trx) => findSites(trx, companyId), { readOnly: true })
  return { sites }
}

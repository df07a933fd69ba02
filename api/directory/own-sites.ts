import { withinSites } from '#database/connect.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { findSubject } from './acting-grant.sql.ts'

/**
 * The sites a session is limited to; null: it is not. Only in the administrator's view: as a user an administrator of
 * Ivrea calls colleagues of Torino like everybody else.
 */
export const sitesOf = ({ view, line }: LiveSession): readonly string[] | null =>
  view === 'administrator' && line.role === 'administrator' ? line.administratorSites : null

/**
 * Runs a handler for an administrator of some sites: no transaction of it sees a line of the others, and an address that
 * names one leads nowhere, whatever the handler would have read elsewhere (calls are decided from memory).
 * @throws {Problem} not-found
 */
export function runWithinSites<T>(
  house: House,
  session: LiveSession | undefined,
  params: unknown,
  work: () => Promise<T>,
): Promise<T> {
  const sites = session ? sitesOf(session) : null
  if (!session || sites === null) return work()
  return withinSites(sites, async () => {
    const lineId = (params as { lineId?: string } | undefined)?.lineId
    if (lineId !== undefined) {
      const { companyId, id } = session.line
      const found = await house.cellar.inCompany(
        { companyId, lineId: id },
        (trx) => findSubject(trx, companyId, lineId),
        { readOnly: true },
      )
      if (!found) throw new Problem('not-found')
    }
    return work()
  })
}

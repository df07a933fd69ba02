import { setImmediate } from 'node:timers/promises'
import type { directoryRoutes } from '#contract/directory.ts'
import type { Received } from '#contract/route.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { exportHead, exportRows } from './export-file.ts'
import type { FoundLines } from './found-lines.ts'
import { lineFilter } from './line-filter.ts'
import { idsBetween } from './packed-ids.ts'

type Asked = Received<(typeof directoryRoutes)['POST /api/directory/lines/export']>['body']

const mostRows = 50_000
/** Small enough that other requests are answered in between. */
const rowsAtOnce = 1_000

/**
 * "Esporta": the lines that the filters find, in their order, as a file that the import reads again (4.4). At most
 * 50,000 rows and 20 files a minute; each one is written down (F08).
 * @throws {Problem} throttled
 */
export async function exportLines(
  house: House,
  found: FoundLines,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  asked: Asked,
): Promise<string> {
  const { session } = who
  house.throttles.perSession(session, 'export')
  const { companyId } = session.line
  const { sort, descending } = asked
  const filter = lineFilter(companyId, asked)
  const order = await found.order({ filter, sort, descending })
  const ids = idsBetween(order, 0, mostRows, descending)
  return house.cellar.inCompany({ companyId, lineId: session.line.id }, async (trx) => {
    const pieces = [exportHead()]
    for (let from = 0; from < ids.length; from += rowsAtOnce) {
      const next = ids.slice(from, from + rowsAtOnce)
      pieces.push(exportRows(await found.lines(trx, companyId, next)))
      await setImmediate()
    }
    const facts = { rows: ids.length, narrowed: filter.terms.length > 0 || Boolean(filter.site ?? filter.firstAccess) }
    await auditBy(trx, house.clock(), who, 'directory.exported', { facts })
    return pieces.join('')
  })
}

import { setImmediate } from 'node:timers/promises'
import { exportHead, exportRows } from '../directory/export-file.ts'
import type { FoundLines } from '../directory/found-lines.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { contextOf } from './jobs.ts'
import { type Selection, selectedLines } from './selection.ts'

const mostRows = 50_000
/** Small enough that other requests are answered in between. */
const rowsAtOnce = 1_000

/**
 * "Esporta" of a selection: the same file as the whole list's, of these lines (4.4, F08).
 * @throws {Problem} throttled, selection.empty, selection.changed
 */
export async function exportSelection(
  house: House,
  found: FoundLines,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  selection: Selection,
): Promise<string> {
  const { session } = who
  house.throttles.perSession(session, 'export')
  const ids = await selectedLines(found, house, session, selection, mostRows)
  return house.cellar.inCompany(contextOf(session), async (trx) => {
    const pieces = [exportHead()]
    for (let from = 0; from < ids.length; from += rowsAtOnce) {
      pieces.push(exportRows(await found.lines(trx, session.line.companyId, ids.slice(from, from + rowsAtOnce))))
      await setImmediate()
    }
    await auditBy(trx, house.clock(), who, 'directory.exported', { facts: { rows: ids.length, narrowed: true } })
    return pieces.join('')
  })
}

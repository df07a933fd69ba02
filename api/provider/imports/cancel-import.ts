import { Problem } from '#domain/problem.ts'
import type { House } from '../../house.ts'
import * as sql from './import.sql.ts'
import { presentImport } from './present-import.ts'
import { stopWork } from './running.ts'

/**
 * "Annulla": whatever is under way stops, nothing of it is written, and the staged rows are thrown away.
 * @throws {Problem} not-found, import.ended
 */
export async function cancelImport(house: House, id: string) {
  await stopWork(id)
  await house.cellar.asService(async (trx) => {
    const job = await sql.findImport(trx, id)
    if (!job) throw new Problem('not-found')
    if (job.state === 'cancelled') return
    // Too late: it was imported while somebody reached for the button.
    if (!(await sql.saveEnded(trx, id, 'cancelled', house.clock())).numUpdatedRows) throw new Problem('import.ended')
    await sql.deleteRows(trx, id)
  })
  return presentImport(house, id)
}

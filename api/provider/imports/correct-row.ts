import { Problem } from '#domain/problem.ts'
import type { CompanyFileColumn } from '#domain/provider/company-file-columns.ts'
import type { House } from '../../house.ts'
import { openJob, startCheck } from './check-import.ts'
import * as sql from './import.sql.ts'
import { presentImport } from './present-import.ts'

/**
 * Changes a row in the preview, or leaves it out on purpose. The whole file is checked again: a number may now be there
 * twice, or no longer.
 * @throws {Problem} not-found, import.ended, import.busy
 */
export async function correctRow(
  house: House,
  id: string,
  rowNumber: number,
  change: {
    readonly cells?: Readonly<Partial<Record<CompanyFileColumn, string | undefined>>> | undefined
    readonly leftOut?: boolean | undefined
  },
) {
  await house.cellar.asService(async (trx) => {
    const job = await openJob(trx, id)
    if (!(await sql.holdImport(trx, id))) throw new Problem('import.busy')
    const row = await sql.findRow(trx, id, rowNumber)
    if (!row) throw new Problem('not-found')
    const given = Object.entries(change.cells ?? {}).filter(([, text]) => text !== undefined)
    const corrected: Partial<Record<CompanyFileColumn, string>> = { ...row.corrected, ...Object.fromEntries(given) }
    await sql.saveRow(trx, id, rowNumber, {
      corrected: Object.keys(corrected).length > 0 ? corrected : null,
      leftOut: change.leftOut ?? row.left_out,
    })
    await sql.saveChoices(trx, id, job.choices)
  })
  await startCheck(house, id)
  return presentImport(house, id)
}

/**
 * Leaves out every row that is bad now, if there are as many as somebody was shown.
 * @throws {Problem} not-found, import.ended, import.busy, import.changed
 */
export async function leaveOutBad(house: House, id: string, rows: number) {
  await house.cellar.asService(async (trx) => {
    const job = await openJob(trx, id)
    if (!(await sql.holdImport(trx, id))) throw new Problem('import.busy')
    if (job.state !== 'ready' || job.counts?.bad !== rows) throw new Problem('import.changed')
    await sql.leaveOutBad(trx, id)
    await sql.saveChoices(trx, id, job.choices)
  })
  await startCheck(house, id)
  return presentImport(house, id)
}

import type { Answer } from '#contract/client.ts'
import { userTypeWords } from '#domain/directory/line.ts'
import { Problem } from '#domain/problem.ts'
import { type CompanyFileColumn, companyFileColumns } from '#domain/provider/company-file-columns.ts'
import type { CompanyFileProblem, CompanyFileWarning } from '#domain/provider/company-file-problem.ts'
import type { House } from '../../house.ts'
import * as sql from './import.sql.ts'
import { cellsIn } from './read-rows.ts'

type Rows = Answer<'GET /api/provider/imports/:importId/rows'>
type Row = Rows['rows'][number]

/**
 * A page of an import's rows, as they would become lines, with what is wrong and what would change.
 * @throws {Problem} not-found
 */
export function previewImport(
  { cellar }: Pick<House, 'cellar'>,
  id: string,
  { show, page, size }: { show: sql.Shown | 'missing'; page: number; size: number },
): Promise<Rows> {
  const window = { limit: size, offset: (page - 1) * size }
  return cellar.asService(
    async (trx) => {
      const job = await sql.findImport(trx, id)
      if (!job) throw new Problem('not-found')
      if (show === 'missing') {
        if (job.company_id === null) return { total: 0, page, size, rows: [] }
        const { rows: total } = await sql.countMissing(trx, id, job.company_id)
        const lines = await sql.findMissing(trx, id, job.company_id, window)
        return { total, page, size, rows: lines.map(presentMissing) }
      }
      const { rows: total } = await sql.countPreview(trx, id, show)
      const rows = await sql.findPreview(trx, id, show, window)
      return { total, page, size, rows: rows.map((row) => present(row, job)) }
    },
    { readOnly: true },
  )
}

type Found = Awaited<ReturnType<typeof sql.findPreview>>[number]

function present(row: Found, job: sql.ImportJob): Row {
  const { cells } = cellsIn(row, job.choices)
  const difference = row.difference
  return {
    row: row.row,
    cells,
    leftOut: row.left_out,
    corrected: companyFileColumns.filter((column) => row.corrected?.[column] !== undefined),
    problems: (row.notes?.problems ?? []).map(note),
    warnings: (row.notes?.warnings ?? []).map(note),
    changes: difference?.kind === 'changed' ? [...difference.changes] : [],
    kept: difference && difference.kind !== 'added' ? [...difference.kept] : [],
  }
}

/** The layout under which rows are read names its columns as ours. */
const note = ({ column, code, value, otherRow }: CompanyFileProblem | CompanyFileWarning): Row['problems'][number] => ({
  column: companyFileColumns.find((one) => one === column) ?? '',
  code,
  value,
  otherRow: otherRow ?? null,
})

function presentMissing(line: Awaited<ReturnType<typeof sql.findMissing>>[number]): Row {
  const cells: Record<CompanyFileColumn, string> = {
    number: line.number,
    extension: line.extension,
    name: line.name,
    site: line.site,
    service: line.service,
    userType: userTypeWords[line.user_type][0] ?? '',
    email: line.email ?? '',
    mobile: line.mobile ?? '',
  }
  return { row: 0, cells, leftOut: false, corrected: [], problems: [], warnings: [], changes: [], kept: [] }
}

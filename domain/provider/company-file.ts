import type { KnownNames } from './company-file-cells.ts'
import { type CompanyFileColumn, companyFileHeadings, meaningOf, requiredColumns } from './company-file-columns.ts'
import { companyFileLimits } from './company-file-limits.ts'
import { type CompanyFileLine, type Layout, lineReader } from './company-file-line.ts'
import type { CompanyFileProblem, CompanyFileWarning } from './company-file-problem.ts'
import { meant, type Row, rowsOf } from './company-file-text.ts'

export type { KnownNames } from './company-file-cells.ts'
export type { CompanyFileLine } from './company-file-line.ts'

/** What a file says. With a single problem nothing of it may be imported. */
export type CompanyFile = {
  readonly lines: readonly CompanyFileLine[]
  readonly problems: readonly CompanyFileProblem[]
  readonly warnings: readonly CompanyFileWarning[]
}

/**
 * Reads the list of a company's lines from a CSV file (UTF-8 or Windows-1252; semicolons, commas or tabs), the one
 * our export writes included. Every bad cell gets its own message.
 * @param known the service profiles there are and, for a company that exists already, its sites.
 */
export function readCompanyFile(bytes: Uint8Array, known: KnownNames): CompanyFile {
  const found = rowsOf(bytes)
  if ('refused' in found) return refused([{ row: 1, column: '', code: found.refused, value: '' }])
  const [headings, ...rows] = found.rows
  const { layout, problems, warnings } = readHeadings(headings)
  if (problems.length > 0) return refused(problems)
  if (rows.length === 0) return refused([{ row: headings.row, column: '', code: 'file-empty', value: '' }])
  const reader = lineReader(layout, known)
  const lines = rows.map(reader.read).filter((line) => line !== undefined)
  return { lines, problems: reader.problems, warnings: [...warnings, ...reader.warnings] }
}

function refused(problems: readonly CompanyFileProblem[]): CompanyFile {
  return { lines: [], problems, warnings: [] }
}

function readHeadings({ row, cells }: Row) {
  const problems: CompanyFileProblem[] = []
  const warnings: CompanyFileWarning[] = []
  const places = new Map<CompanyFileColumn, { index: number; heading: string }>()
  const headings = cells === 'quote-open' ? [] : cells.map(meant)
  const note = (code: CompanyFileProblem['code'], value: string) => problems.push({ row, column: '', code, value })
  if (cells === 'quote-open') note('quote-open', '')
  if (headings.length > companyFileLimits.columns) note('too-many-columns', String(headings.length))
  for (const [index, heading] of headings.entries()) {
    const meaning = meaningOf(heading)
    if (meaning === 'exported-only' || heading === '') continue
    if (meaning === 'unknown') warnings.push({ row, column: heading, code: 'heading-unknown', value: heading })
    else if (places.has(meaning)) note('heading-twice', heading)
    else places.set(meaning, { index, heading })
  }
  const missing = problems.length > 0 ? [] : requiredColumns.filter((column) => !places.has(column))
  for (const column of missing) note('heading-missing', companyFileHeadings[column][0])
  const layout: Layout = { width: headings.length, places }
  return { layout, problems, warnings }
}

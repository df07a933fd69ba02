import { companyFileLimits } from '#domain/provider/company-file-limits.ts'
import { meant, type Row, rowsOf } from '#domain/provider/company-file-text.ts'
import { kindOf } from '#domain/provider/import/archive-size.ts'
import { findHeadings, isSecretHeading } from '#domain/provider/import/headings.ts'
import type { TableRead } from './read-table.ts'
import { sheetsOf } from './workbook.ts'

/** From a file's bytes to its table, whatever kind of file it is; the first bytes say which, not the name. */
export async function tableOf(bytes: Uint8Array, sheet: string | undefined): Promise<TableRead> {
  if (bytes.length > companyFileLimits.bytes) return { refused: 'file-too-large', value: '' }
  switch (kindOf(bytes)) {
    case 'old-workbook':
      // Excel 97, or a workbook that a password encrypts: both come in the older container.
      return { refused: 'file-locked', value: '' }
    case 'archive': {
      const sheets = await sheetsOf(bytes)
      if (!sheets) return { refused: 'file-unreadable', value: '' }
      const chosen = sheet === undefined ? sheets : sheets.filter(({ name }) => name === sheet)
      if (chosen.length > 1) return { sheets: chosen.map(({ name }) => name) }
      const [only] = chosen
      return only ? tableIn(only.rows, only.name) : { refused: 'file-empty', value: '' }
    }
    case 'text': {
      const found = rowsOf(bytes)
      return 'refused' in found ? { refused: found.refused, value: '' } : tableIn(found.rows, null)
    }
  }
}

function tableIn(rows: readonly Row[], sheet: string | null): TableRead {
  const at = findHeadings(rows)
  const heading = rows[at]
  if (!heading) return { refused: 'file-empty', value: '' }
  if (heading.cells === 'quote-open') return { refused: 'quote-open', value: '' }
  const headings = heading.cells.map(meant)
  while (headings.at(-1) === '') headings.pop()
  if (headings.length > companyFileLimits.columns)
    return { refused: 'too-many-columns', value: String(headings.length) }
  const below = rows.slice(at + 1)
  if (below.length === 0 || headings.length === 0) return { refused: 'file-empty', value: '' }
  if (below.length > companyFileLimits.rows) return { refused: 'too-many-rows', value: '' }
  const secrets = headings.map(isSecretHeading)
  const kept = below.map(({ row, cells }) => [row, cells === 'quote-open' ? null : keep(cells, secrets)] as const)
  return { table: { sheet, headings, secrets, rows: kept } }
}

/** Long enough to be refused with a message of its own, too short to fill a database. */
const longestKept = companyFileLimits.cell + 1

/** Without what no installation needs: other people's passwords and PINs; and without control characters. */
const keep = (cells: readonly string[], secrets: readonly boolean[]): string[] =>
  cells
    .slice(0, companyFileLimits.columns + 1)
    .map((cell, i) => (secrets[i] ? '' : cell.replaceAll('\0', '').slice(0, longestKept).toWellFormed()))

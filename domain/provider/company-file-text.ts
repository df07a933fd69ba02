import { parse } from 'csv-parse/sync'
import { companyFileLimits } from './company-file-limits.ts'
import type { CompanyFileCode } from './company-file-problem.ts'

/** From the bytes of a file to its rows of cells. What a cell means is told elsewhere. */

export type Row = { readonly row: number; readonly cells: readonly string[] | 'quote-open' }
/** The first row holds the headings. */
export type Rows = { readonly rows: readonly [Row, ...Row[]] } | { readonly refused: CompanyFileCode }

export function rowsOf(bytes: Uint8Array): Rows {
  if (bytes.length > companyFileLimits.bytes) return { refused: 'file-too-large' }
  const text = decode(bytes)
  // A workbook is a ZIP archive; anything with NUL in it is no text either.
  if (text.startsWith('PK\u0003\u0004') || text.includes('\0')) return { refused: 'file-not-text' }
  // No cell of ours holds a line break, so an open quote spoils its own row and no other.
  const written = text
    .split(/\r\n|[\n\r]/)
    .map((line, i) => ({ line, row: i + 1 }))
    .filter(({ line }) => /[^\s;,]/.test(line))
  const [headings, ...rest] = written
  if (!headings) return { refused: 'file-empty' }
  if (rest.length > companyFileLimits.rows) return { refused: 'too-many-rows' }
  const separator = separatorOf(headings.line)
  const inCells = ({ line, row }: (typeof written)[number]) => ({ row, cells: cellsOf(line, separator) })
  return { rows: [inCells(headings), ...rest.map(inCells)] }
}

/** UTF-8, with or without its mark; UTF-16 as Excel's "Unicode text" writes it; otherwise Windows-1252. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The one of `;`, `,` and tab that parts the headings. */
function separatorOf(heading: string): string {
  const outsideQuotes = heading.replace(/"[^"]*"/g, '')
  const count = (separator: string) => outsideQuotes.split(separator).length
  return [';', ',', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

function cellsOf(line: string, separator: string): readonly string[] | 'quote-open' {
  if (!line.includes('"')) return line.split(separator)
  try {
    const [cells = []] = parse(line, {
      delimiter: separator,
      relax_quotes: true,
      relax_column_count: true,
    })
    return cells
  } catch {
    return 'quote-open'
  }
}

/**
 * A cell as it is meant: NFC, no control and no direction marks, single spaces; without the one apostrophe that our
 * export puts before `= + - @`, so that an exported file can be read back (spec/security 4.4).
 */
export function meant(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/^'(?=[=+\-@＝＋－＠])/, '')
}

/** What a spreadsheet would run instead of showing. */
export function isFormula(text: string): boolean {
  return /^[=+\-@＝＋－＠]/.test(text)
}

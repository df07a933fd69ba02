import { companyFileLimits } from './company-file-limits.ts'
import type { CompanyFileCode } from './company-file-problem.ts'

/** From the bytes of a file to its rows of cells. What a cell means is told elsewhere. */

export type Row = { readonly row: number; readonly cells: readonly string[] | 'quote-open' }
/** The first row holds the headings. */
export type Rows = { readonly rows: readonly [Row, ...Row[]] } | { readonly refused: CompanyFileCode }

/** The rows of a CSV file that hold anything, each with its number in the file; or why it cannot be one. */
export function rowsOf(bytes: Uint8Array): Rows {
  if (bytes.length > companyFileLimits.bytes) return { refused: 'file-too-large' }
  const text = decode(bytes)
  // A workbook is a ZIP archive; anything with NUL in it is no text either.
  if (text.startsWith('PK\u0003\u0004') || text.includes('\0')) return { refused: 'file-not-text' }
  if (tooManyLines(text)) return { refused: 'too-many-rows' }
  const written = text
    .split(/\r\n|[\n\r]/)
    .map((line, i) => ({ line, row: i + 1 }))
    .filter(({ line }) => /[^\s;,|]/.test(line))
  if (written.length - 1 > companyFileLimits.rows) return { refused: 'too-many-rows' }
  const separator = separatorOf(written.slice(0, 10).map(({ line }) => line))
  const rows: Row[] = []
  for (let i = 0; i < written.length; i++) {
    const { line, row } = written[i] ?? { line: '', row: 0 }
    const whole = wholeRow(written, i, separator)
    rows.push({ row, cells: whole?.cells ?? cellsOf(line, separator) ?? 'quote-open' })
    i += whole?.more ?? 0
  }
  const [headings, ...rest] = rows
  return headings ? { rows: [headings, ...rest] } : { refused: 'file-empty' }
}

/** Counted before anything is made of them: a file of nothing but line ends would cost memory for nothing. */
function tooManyLines(text: string): boolean {
  let left = 5 * companyFileLimits.rows
  for (let at = text.search(/[\n\r]/); at !== -1 && left > 0; at = text.indexOf(text[at] ?? '', at + 1)) left -= 1
  return left === 0
}

/**
 * UTF-8, with or without its mark; UTF-16 as Excel's "Unicode text" writes it, in either order of bytes and also
 * without its mark, which shows in the zeros beside the letters of the headings; otherwise Windows-1252.
 */
function decode(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes
  if ((first === 0xff && second === 0xfe) || (second === 0 && fourth === 0 && first && third))
    return new TextDecoder('utf-16le').decode(bytes)
  if ((first === 0xfe && second === 0xff) || (first === 0 && third === 0 && second && fourth))
    return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const separators = [';', ',', '\t', '|'] as const

/** The one that parts the first lines into the most cells, most of them into the same number; a title line parts nothing. */
function separatorOf(lines: readonly string[]): string {
  const score = (separator: string) => {
    const widths = lines
      .map((line) => line.replace(/"[^"]*"/g, '').split(separator).length)
      .filter((width) => width > 1)
    const alike = Map.groupBy(widths, (width) => width)
    return Math.max(0, ...[...alike].map(([width, same]) => width * same.length))
  }
  return separators.reduce<string>((best, next) => (score(next) > score(best) ? next : best), separators[0])
}

/** Enough to know that a row is too long. */
const mostCells = 4 * companyFileLimits.columns

/** The most lines that one cell may stand on: an address, a remark. */
const longestCell = 6

/**
 * A row whose quoted cell goes on over the next lines. Only when it closes, so that a quote that is never closed
 * spoils its own row and no other.
 */
function wholeRow(
  written: readonly { readonly line: string }[],
  at: number,
  separator: string,
): { cells: string[]; more: number } | undefined {
  let text = written[at]?.line ?? ''
  if (!text.includes('"') || cellsOf(text, separator)) return undefined
  for (let more = 1; more < longestCell && at + more < written.length; more++) {
    text += `\n${written[at + more]?.line ?? ''}`
    const cells = cellsOf(text, separator)
    if (cells) return { cells, more }
  }
  return undefined
}

/**
 * RFC 4180, and what people write beside it: a quote inside an unquoted cell is a quote. Undefined when a quoted cell
 * does not end.
 */
function cellsOf(line: string, separator: string): string[] | undefined {
  if (!line.includes('"')) return line.split(separator, mostCells)
  const cells: string[] = []
  let at = 0
  for (;;) {
    let cell = ''
    if (line[at] === '"') {
      const read = quotedCell(line, at + 1)
      if (!read) return undefined
      cell = read.text
      at = read.end
    }
    const end = line.indexOf(separator, at)
    cells.push(cell + line.slice(at, end === -1 ? undefined : end))
    if (end === -1 || cells.length === mostCells) return cells
    at = end + separator.length
  }
}

function quotedCell(line: string, from: number): { text: string; end: number } | undefined {
  let text = ''
  for (let at = from; ; ) {
    const quote = line.indexOf('"', at)
    if (quote === -1) return undefined
    text += line.slice(at, quote)
    if (line[quote + 1] !== '"') return { text, end: quote + 1 }
    text += '"'
    at = quote + 2
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

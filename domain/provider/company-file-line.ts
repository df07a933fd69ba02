import type { UserType } from '../directory/line.ts'
import { type EmailAddress, mailboxKey } from '../email-address.ts'
import type { PhoneNumber } from '../phone-number.ts'
import * as cell from './company-file-cells.ts'
import { type CompanyFileColumn, requiredColumns } from './company-file-columns.ts'
import { companyFileLimits } from './company-file-limits.ts'
import type { CompanyFileCode, CompanyFileProblem, CompanyFileWarning } from './company-file-problem.ts'
import { meant, type Row } from './company-file-text.ts'

export type CompanyFileLine = {
  readonly row: number
  readonly number: PhoneNumber
  /** Empty: the line has none. */
  readonly extension: string
  readonly name: string
  readonly site: string
  /** Code of the service profile. */
  readonly service: string
  readonly userType: UserType
  readonly email: EmailAddress | null
  readonly mobile: PhoneNumber | null
}

/** Where each column stands in a row, with the heading that the file gives it. */
export type Layout = {
  readonly width: number
  readonly places: ReadonlyMap<CompanyFileColumn, { readonly index: number; readonly heading: string }>
}

/** Reads a file's rows one after the other, remembering what was seen, so that repetitions show. */
export function lineReader(layout: Layout, known: cell.KnownNames) {
  const problems: CompanyFileProblem[] = []
  const warnings: CompanyFileWarning[] = []
  const numbers = new Map<string, number>()
  const extensions = new Map<string, number>()
  const linesOfMailbox = new Map<string, number>()

  function read({ row, cells }: Row): CompanyFileLine | undefined {
    const before = problems.length
    const note = (code: CompanyFileCode, column: string, value: string, otherRow?: number) =>
      void problems.push({ row, column, code, value: value.slice(0, 80), ...(otherRow && { otherRow }) })
    if (cells === 'quote-open') return note('quote-open', '', '')
    const flaw = flawOfRow(cells, layout)
    if (flaw !== undefined) return note(flaw, '', String(cells.length))

    const headingOf = (column: CompanyFileColumn) => layout.places.get(column)?.heading ?? ''
    const textOf = (column: CompanyFileColumn) => meant(cells[layout.places.get(column)?.index ?? -1] ?? '')
    function take<T>(column: CompanyFileColumn, reader: (text: string) => cell.Read<T>): T | undefined {
      const text = textOf(column)
      const found: cell.Read<T> = text.length > companyFileLimits.cell ? { wrong: 'cell-too-long' } : reader(text)
      if ('value' in found) return found.value
      note(found.wrong, headingOf(column), text)
      return undefined
    }
    /** Notes a value that an earlier row has; the first row is the one that keeps it. */
    function once(column: CompanyFileColumn, code: CompanyFileCode, seen: Map<string, number>, value?: string): void {
      if (!value) return
      const otherRow = seen.get(value)
      if (otherRow === undefined) seen.set(value, row)
      else note(code, headingOf(column), textOf(column), otherRow)
    }

    const number = take('number', (text) => cell.readOwnNumber(text, known))
    once('number', 'number-twice', numbers, number)
    const extension = take('extension', cell.readExtension)
    once('extension', 'extension-twice', extensions, extension)
    const name = take('name', cell.readName)
    const site = take('site', (text) => cell.readSite(text, known))
    const service = take('service', (text) => cell.readService(text, known))
    const userType = take('userType', cell.readUserTypeCell)
    const email = take('email', cell.readEmailCell)
    const mobile = take('mobile', cell.readMobile)
    if (email) {
      const lines = (linesOfMailbox.get(mailboxKey(email)) ?? 0) + 1
      linesOfMailbox.set(mailboxKey(email), lines)
      if (lines > companyFileLimits.linesPerEmail) note('email-too-many-lines', headingOf('email'), email)
    }
    if (extension && cell.shadowsServiceNumber(extension))
      warnings.push({ row, column: headingOf('extension'), code: 'shadows-service-number', value: extension })

    if (problems.length > before || number === undefined || extension === undefined || name === undefined)
      return undefined
    if (site === undefined || service === undefined || userType === undefined) return undefined
    return {
      row,
      number,
      extension,
      name,
      site,
      service,
      userType,
      email: email ?? null,
      mobile: mobile ?? null,
    }
  }

  return { read, problems, warnings }
}

/** Excel leaves out separators before empty cells at a row's end, so only a required cell can be missing. */
function flawOfRow(cells: readonly string[], layout: Layout): CompanyFileCode | undefined {
  if (requiredColumns.some((column) => (layout.places.get(column)?.index ?? 0) >= cells.length)) return 'row-short'
  return cells.slice(layout.width).some((extra) => meant(extra) !== '') ? 'row-long' : undefined
}

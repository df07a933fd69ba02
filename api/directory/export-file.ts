import { stringify } from 'csv-stringify/sync'
import type { FirstAccessState } from '#database/tables.ts'
import { userTypeWords } from '#domain/directory/line.ts'
import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import { companyFileHeadings } from '#domain/provider/company-file-columns.ts'
import type { ListedLine } from './names.ts'

/**
 * The exported file, as Italian Excel and our own import read it: RFC 4180, UTF-8 with its mark, semicolons
 * (spec/security 4.4). E-mail and mobile are left out: an administrator sees that there is an address, not which
 * (2.8). Numbers are written nationally, so no cell begins with a plus.
 */
const mark = '\ufeff'

const columns: readonly (readonly [heading: string, cell: (line: ListedLine) => string])[] = [
  [companyFileHeadings.number[0], (line) => showPhoneNumber(line.number as PhoneNumber)],
  [companyFileHeadings.extension[0], (line) => line.extension],
  [companyFileHeadings.userType[0], (line) => userTypeWords[line.user_type][0] ?? ''],
  [companyFileHeadings.service[0], (line) => line.service_name],
  [companyFileHeadings.name[0], (line) => line.name],
  [companyFileHeadings.site[0], (line) => line.site_name],
  ['Primo accesso', (line) => firstAccessWords[line.first_access]],
]

/** In Italian whatever the viewer's language, like the headings: the file is to be read again by the import. */
const firstAccessWords: Readonly<Record<FirstAccessState, string>> = {
  completed: 'Completato',
  'email-to-confirm': 'E-mail da confermare',
  'email-missing': 'E-mail mancante',
  'temporary-password': 'Password temporanea',
  'never-entered': 'Mai entrato',
}

export const exportHead = (): string => mark + written([columns.map(([heading]) => heading)])

export const exportRows = (lines: readonly ListedLine[]): string =>
  written(lines.map((line) => columns.map(([, cell]) => oneLine(cell(line)))))

/** `escape_formulas` puts an apostrophe before `= + - @` and their full-width forms; the import takes it away. */
const written = (rows: string[][]): string =>
  stringify(rows, { delimiter: ';', record_delimiter: '\r\n', escape_formulas: true })

/**
 * No control characters, as in the names that the import lets in: csv-stringify does not look behind a NUL, and a
 * tab or line break before a `=` would hide it.
 */
const oneLine = (cell: string): string => cell.replace(/[\s\p{Cc}]+/gu, ' ').trim()

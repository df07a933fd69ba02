import type { CompanyFileColumn } from '../company-file-columns.ts'
import { companyFileColumns } from '../company-file-columns.ts'
import { meant } from '../company-file-text.ts'
import type { ColumnMeaning, LineCells } from './headings.ts'

/** What a person says of a file before it is checked. */
export type ImportChoices = {
  /** What each column holds, in the file's order. */
  readonly meanings: readonly ColumnMeaning[]
  /** For rows that say nothing of it. */
  readonly site: string
  readonly service: string
  /** Goes before numbers that begin with neither 0 nor +: the zero a spreadsheet ate, or a whole district. */
  readonly prefix: string
  /** Sites that the customer does not have are made; otherwise each is a mistake. */
  readonly newSites: boolean
}

/** What nobody can do without: no column, and nothing said for all. */
export function missingMeanings(choices: ImportChoices): CompanyFileColumn[] {
  const has = (meaning: ColumnMeaning) => choices.meanings.includes(meaning)
  const missing: CompanyFileColumn[] = []
  if (!has('number')) missing.push('number')
  if (!has('name') && !has('firstName') && !has('lastName')) missing.push('name')
  if (!has('site') && meant(choices.site) === '') missing.push('site')
  if (!has('service') && choices.service === '') missing.push('service')
  return missing
}

/** A meaning that two columns have. */
export function doubledMeaning({ meanings }: ImportChoices): ColumnMeaning | undefined {
  return meanings.find((meaning, i) => meaning !== 'ignored' && meaning !== 'secret' && meanings.indexOf(meaning) !== i)
}

/** Of `"Studio Bertone" <+39011888200>` the number between the angles; everything else is one already. */
function numberIn(text: string): string {
  return /<([^<>]*)>\s*$/.exec(text)?.[1]?.trim() ?? text
}

/** Excel's way of keeping a zero: `="0125"`. It is text and no formula. */
const asWritten = (cell: string): string => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell

/** A row's cells as ours, by what its columns hold; empty where the row says nothing. */
export function cellsOfLine(cells: readonly string[], { meanings, site, service, prefix }: ImportChoices): LineCells {
  const textOf = (meaning: ColumnMeaning): string => {
    const index = meanings.indexOf(meaning)
    return index === -1 ? '' : meant(asWritten(cells[index] ?? ''))
  }
  const number = numberIn(textOf('number'))
  const whole = textOf('name')
  return {
    number: number !== '' && prefix !== '' && !/^[0+(]/.test(number) ? `${prefix}${number}` : number,
    extension: textOf('extension'),
    name: whole !== '' ? whole : meant(`${textOf('firstName')} ${textOf('lastName')}`),
    site: textOf('site') || meant(site),
    service: textOf('service') || service,
    userType: textOf('userType'),
    email: textOf('email'),
    mobile: numberIn(textOf('mobile')),
  }
}

/** Whether a text row ends before a column that it needs: a spreadsheet leaves out only separators before empty cells. */
export function isShort(cells: readonly string[], { meanings }: ImportChoices): boolean {
  const needed = ['number', 'name', 'lastName', 'site', 'service'] as const
  return needed.some((meaning) => meanings.indexOf(meaning) >= cells.length)
}

/** The layout under which `lineReader` reads what `cellsOfLine` gives. */
export const importLayout = {
  width: companyFileColumns.length,
  places: new Map(companyFileColumns.map((column, index) => [column, { index, heading: column }] as const)),
} as const

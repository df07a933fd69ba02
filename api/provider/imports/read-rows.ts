import type { Transaction } from '#database/connect.ts'
import type { ImportNotes } from '#database/tables.ts'
import { userTypeWords } from '#domain/directory/line.ts'
import { nameKey } from '#domain/directory/search-text.ts'
import { readPhoneNumber } from '#domain/phone-number.ts'
import { type CompanyFileColumn, companyFileColumns } from '#domain/provider/company-file-columns.ts'
import { type CompanyFileLine, lineReader } from '#domain/provider/company-file-line.ts'
import type { CompanyFileProblem } from '#domain/provider/company-file-problem.ts'
import { type Difference, differenceOf, type ExistingLine } from '#domain/provider/import/difference.ts'
import type { LineCells } from '#domain/provider/import/headings.ts'
import { cellsOfLine, type ImportChoices, importLayout, isShort } from '#domain/provider/import/mapping.ts'
import * as sql from './import.sql.ts'
import type { Step } from './running.ts'
import { existingLines, type Target } from './target.ts'

/** A staged row, read: a line with what it means for the target, or what is wrong with it. */
export type ReadRow = {
  readonly staged: sql.StagedRow
  readonly line: CompanyFileLine | undefined
  readonly notes: ImportNotes
  readonly difference: Difference | null
  readonly number: string | null
}

export type RowsRead = {
  /** Sites of the rows that the target does not have, as they are spelt first. */
  readonly newSites: readonly string[]
  /** Extensions of the target's lines that the file does not name, with the row that wants one of them. */
  readonly late: readonly { readonly row: number; readonly problem: CompanyFileProblem }[]
}

const slice = 500

/**
 * Reads every staged row in order, a slice at a time, remembering what was seen: the same for the preview and for the
 * import, so that nothing is imported that was not shown.
 */
export async function readRows(
  trx: Transaction,
  job: { readonly id: string; readonly rows: number },
  choices: ImportChoices,
  target: Target,
  { lock, step, take }: { lock: boolean; step: Step; take: (rows: readonly ReadRow[]) => Promise<void> },
): Promise<RowsRead> {
  const services = await sql.findServices(trx)
  const existing = target.kind === 'company' ? await existingLines(trx, target.id, { lock }) : undefined
  const inUse = new Set<string>()
  const known = {
    services,
    blocks: target.blocks,
    inUse,
    ...(choices.newSites ? {} : { sites: target.sites }),
  }
  const reader = lineReader(importLayout, known)
  const newSites = new Map<string, string>()
  const siteKeys = new Set(target.sites.map(nameKey))
  const rowOfExtension = new Map<string, number>()
  const named = new Set<string>()

  let after = 0
  let done = 0
  for (;;) {
    const staged = await sql.findRowsAfter(trx, job.id, after, slice)
    if (staged.length === 0) break
    const typed = staged.map((row) => ({ row, ...cellsIn(row, choices, existing) }))
    const numbers = typed.flatMap(({ number }) => (number === undefined ? [] : [number]))
    for (const number of await sql.findNumbersElsewhere(trx, numbers, target.kind === 'company' ? target.id : null))
      inUse.add(number)
    const read = typed.map(({ row, cells, says, flaw, existing: line }): ReadRow => {
      if (row.left_out) return { staged: row, line: undefined, notes: noNotes, difference: null, number: null }
      if (flaw) {
        const problem = { row: row.row, column: '', code: flaw, value: String(row.cells?.length ?? '') } as const
        return {
          staged: row,
          line: undefined,
          notes: { problems: [problem], warnings: [] },
          difference: null,
          number: null,
        }
      }
      const before = { problems: reader.problems.length, warnings: reader.warnings.length }
      const found = reader.read({ row: row.row, cells: companyFileColumns.map((column) => cells[column]) })
      const notes = {
        problems: reader.problems.slice(before.problems),
        warnings: reader.warnings.slice(before.warnings),
      }
      if (found) {
        if (!siteKeys.has(nameKey(found.site)) && !newSites.has(nameKey(found.site)))
          newSites.set(nameKey(found.site), found.site)
        if (found.extension) rowOfExtension.set(found.extension, row.row)
        named.add(found.number)
      }
      const difference = found && existing ? differenceOf(found, says, line) : null
      return { staged: row, line: found, notes, difference, number: found?.number ?? null }
    })
    await take(read)
    after = staged.at(-1)?.row ?? after
    done += staged.length
    await step.at(done, job.rows)
  }
  const late = [...(existing?.values() ?? [])].flatMap(({ number, extension }) => {
    const row = extension === '' || named.has(number) ? undefined : rowOfExtension.get(extension)
    const problem = { row: row ?? 0, column: 'extension', code: 'extension-in-use', value: extension } as const
    return row === undefined ? [] : [{ row, problem }]
  })
  return { newSites: [...newSites.values()], late }
}

const noNotes: ImportNotes = { problems: [], warnings: [] }

type Typed = {
  readonly cells: LineCells
  /** Columns of which the row, or somebody who corrected it, says something. */
  readonly says: ReadonlySet<CompanyFileColumn>
  readonly number: string | undefined
  readonly flaw: 'quote-open' | 'row-short' | undefined
  readonly existing: ExistingLine | undefined
}

/** A row's cells as corrected; what it leaves out of a line that exists stays as that line has it. */
export function cellsIn(
  row: Pick<sql.StagedRow, 'cells' | 'corrected'>,
  choices: ImportChoices,
  existing?: ReadonlyMap<string, ExistingLine>,
): Typed {
  const written = row.cells ?? []
  const corrected = row.corrected ?? {}
  const isCorrected = Object.keys(corrected).length > 0
  const flaw =
    row.cells === null && !isCorrected
      ? 'quote-open'
      : isShort(written, choices) && !isCorrected
        ? 'row-short'
        : undefined
  const own = { ...cellsOfLine(written, { ...choices, site: '', service: '' }), ...corrected }
  const number = readPhoneNumber(own.number)
  const line = number === undefined ? undefined : existing?.get(number)
  const rest = line ? cellsOfExisting(line) : { site: choices.site, service: choices.service }
  const cells = { ...own }
  for (const [column, text] of Object.entries(rest) as [CompanyFileColumn, string][]) cells[column] ||= text
  return {
    cells,
    says: new Set(companyFileColumns.filter((column) => own[column] !== '')),
    number,
    flaw: existing && line && flaw === 'row-short' ? undefined : flaw,
    existing: line,
  }
}

const cellsOfExisting = ({ extension, name, site, service, userType }: ExistingLine) => ({
  extension,
  name,
  site,
  service,
  userType: userTypeWords[userType][0] ?? '',
})

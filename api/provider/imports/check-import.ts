import type { Transaction } from '#database/connect.ts'
import type { ImportCounts } from '#database/tables.ts'
import { Problem } from '#domain/problem.ts'
import { doubledMeaning, type ImportChoices, missingMeanings } from '#domain/provider/import/mapping.ts'
import type { House } from '../../house.ts'
import { licenceUse } from '../licences.ts'
import * as sql from './import.sql.ts'
import { presentImport } from './present-import.ts'
import { type ReadRow, readRows } from './read-rows.ts'
import { type Step, startWork } from './running.ts'
import { findTarget } from './target.ts'

/**
 * Checks every row with these choices; goes on after the answer.
 * @throws {Problem} not-found, import.columns, import.ended, import.busy
 */
export async function checkImport(house: House, id: string, choices: ImportChoices) {
  const { cellar } = house
  await cellar.asService(async (trx) => {
    const job = await openJob(trx, id)
    if (choices.meanings.length !== job.headings.length)
      throw new Problem('import.columns', { missing: [], doubled: '' })
    // Of a line that exists only the number is needed: the rest stays as it is.
    const missing =
      job.company_id === null ? missingMeanings(choices) : missingMeanings(choices).filter((one) => one === 'number')
    const doubled = doubledMeaning(choices)
    if (missing.length > 0 || doubled) throw new Problem('import.columns', { missing, doubled: doubled ?? '' })
    if (!(await sql.holdImport(trx, id))) throw new Problem('import.busy')
    await sql.saveChoices(trx, id, choices)
  })
  await startCheck(house, id)
  return presentImport(house, id)
}

/** @throws {Problem} not-found, import.ended */
export async function openJob(trx: Transaction, id: string): Promise<sql.ImportJob> {
  const job = await sql.findImport(trx, id)
  if (!job) throw new Problem('not-found')
  if (job.state === 'done' || job.state === 'cancelled') throw new Problem('import.ended')
  return job
}

export const startCheck = (house: House, id: string): Promise<void> =>
  startWork(house, id, 'check', (trx, step) => check(trx, id, step))

async function check(trx: Transaction, id: string, step: Step): Promise<void> {
  const job = await openJob(trx, id)
  const target = await findTarget(trx, job)
  const counts = noCounts()
  const serviceChanges: (readonly [row: number, service: string, lines: 1 | -1])[] = []
  const { newSites, late } = await readRows(trx, job, job.choices, target, {
    lock: false,
    step,
    take: async (rows) => {
      for (const row of rows) {
        count(counts, row)
        serviceChanges.push(...changesOfService(row))
      }
      await sql.saveChecked(trx, id, rows.map(checked))
    },
  })
  await saveLate(trx, id, counts, late)
  const missing = job.company_id === null ? 0 : (await sql.countMissing(trx, id, job.company_id)).rows
  const spoiled = new Set(late.map(({ row }) => row))
  const change = new Map<string, number>()
  for (const [row, service, lines] of serviceChanges)
    if (!spoiled.has(row)) change.set(service, (change.get(service) ?? 0) + lines)
  const licences = job.company_id === null ? [] : await licenceUse(trx, job.company_id, change)
  await sql.saveReady(trx, id, { ...counts, missing, newSites: [...newSites], licences })
}

export const noCounts = (): ImportCounts => ({
  good: 0,
  bad: 0,
  problems: 0,
  warnings: 0,
  leftOut: 0,
  added: 0,
  changed: 0,
  same: 0,
  kept: 0,
  missing: 0,
  newSites: [],
  administrators: 0,
})

function count(counts: ImportCounts, { staged, line, notes, difference }: ReadRow): void {
  counts.problems += notes.problems.length
  counts.warnings += notes.warnings.length
  if (staged.left_out) counts.leftOut += 1
  else if (!line) counts.bad += 1
  else {
    counts.good += 1
    if (line.userType === 'administrator') counts.administrators += 1
    if (difference) counts[difference.kind] += 1
    if (difference && difference.kind !== 'added') counts.kept += difference.kept.length
  }
}

/** What a row of a company's file gives and takes of the service profiles. */
function changesOfService({ staged, line, difference }: ReadRow) {
  if (!line || !difference) return []
  if (difference.kind === 'added') return [[staged.row, line.service, 1] as const]
  const changes = difference.kind === 'changed' ? difference.changes : []
  return changes.flatMap(({ column, before, after }) =>
    column === 'service' ? [[staged.row, before, -1] as const, [staged.row, after, 1] as const] : [],
  )
}

function checked({ staged, line, notes, difference, number }: ReadRow): sql.CheckedRow {
  const kind = staged.left_out ? 'left-out' : line ? (difference?.kind ?? 'good') : 'bad'
  const says = notes.problems.length + notes.warnings.length > 0
  return { row: staged.row, kind, number, notes: says ? notes : null, difference }
}

/** Rows that turned out bad only when the whole file had been seen. */
async function saveLate(
  trx: Transaction,
  id: string,
  counts: ImportCounts,
  late: Awaited<ReturnType<typeof readRows>>['late'],
): Promise<void> {
  for (const { row, problem } of late) {
    const [found] = await sql.findRowsAfter(trx, id, row - 1, 1)
    if (found?.kind && found.kind in counts) counts[found.kind as 'added'] -= 1
    counts.good -= 1
    counts.bad += 1
    counts.problems += 1
    const notes = { problems: [problem], warnings: [] }
    await sql.saveChecked(trx, id, [{ row, kind: 'bad', number: null, notes, difference: null }])
  }
}

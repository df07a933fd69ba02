import { randomUUID } from 'node:crypto'
import { Problem } from '#domain/problem.ts'
import { guessMeanings } from '#domain/provider/import/headings.ts'
import type { ImportChoices } from '#domain/provider/import/mapping.ts'
import type { House } from '../../house.ts'
import * as sql from './import.sql.ts'
import { presentImport } from './present-import.ts'
import { readTable } from './read-table.ts'
import { findTarget } from './target.ts'

/** Read at once: each takes a thread with memory of its own. */
const mostReadings = 2
/** Of one person: what is staged and left lying is thrown away after a week. */
const mostOpen = 20
let reading = 0

const sampleRows = 60

/**
 * Reads a file and stages its rows, as a whole or not at all; what a column holds is only guessed here.
 * @throws {Problem} not-found, import.refused, import.sheet, draft.activated, company.closed, throttled
 */
export async function openImport(
  house: House,
  staff: { readonly name: string },
  request: {
    readonly whose: { readonly draft_id: string | null; readonly company_id: string | null }
    readonly fileName: string
    readonly sheet: string | undefined
    readonly bytes: Buffer
  },
) {
  const { cellar, clock } = house
  const target = await cellar.asService(async (trx) => {
    const { jobs } = await sql.countOpenImports(trx, staff.name)
    if (jobs >= mostOpen) throw new Problem('throttled', { retryAfter: 3600 })
    return findTarget(trx, request.whose)
  })
  if (reading >= mostReadings) throw new Problem('throttled', { retryAfter: 5 })
  reading += 1
  const read = await readTable(request.bytes, request.sheet).finally(() => {
    reading -= 1
  })
  if ('sheets' in read) throw new Problem('import.sheet', { sheets: read.sheets })
  if ('refused' in read) throw new Problem('import.refused', { reason: read.refused, value: read.value })
  const { headings, rows, sheet } = read.table
  const sample = rows.slice(0, sampleRows).map(([, cells]) => cells ?? [])
  const choices: ImportChoices = {
    meanings: guessMeanings(headings, sample),
    // With one site there is nothing to choose.
    site: target.sites.length === 1 ? (target.sites[0] ?? '') : '',
    service: '',
    prefix: '',
    newSites: target.sites.length === 0,
  }
  const id = randomUUID()
  await cellar.asService(async (trx) => {
    await sql.insertImport(trx, {
      id,
      ...request.whose,
      file_name: request.fileName.replace(/\p{C}/gu, '').slice(0, 120),
      sheet,
      headings: JSON.stringify(
        headings.map((heading, i) => ({ heading: heading.slice(0, 80), sample: samplesOf(sample, i) })),
      ),
      choices: JSON.stringify(choices),
      rows: rows.length,
      created_at: clock(),
      created_by: staff.name,
    })
    for (let i = 0; i < rows.length; i += 2000) await sql.insertRows(trx, id, rows.slice(i, i + 2000))
  })
  return presentImport(house, id)
}

/** The first three different values below a heading. */
function samplesOf(rows: readonly (readonly string[])[], column: number): string[] {
  const values = rows.map((cells) => (cells[column] ?? '').trim().slice(0, 40)).filter(Boolean)
  return [...new Set(values)].slice(0, 3)
}

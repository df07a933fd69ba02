import { Worker } from 'node:worker_threads'
import type { CompanyFileCode } from '#domain/provider/company-file-problem.ts'

/** A file as a table: the row of the headings, and what stands below. Below a secret heading nothing is left. */
export type ImportTable = {
  readonly sheet: string | null
  readonly headings: readonly string[]
  readonly secrets: readonly boolean[]
  /** Numbered as the spreadsheet does; `null` cells: an open quotation mark spoiled the row. */
  readonly rows: readonly (readonly [row: number, cells: readonly string[] | null])[]
}

export type TableRead =
  | { readonly table: ImportTable }
  /** A workbook with several sheets that hold something: somebody has to choose. */
  | { readonly sheets: readonly string[] }
  | { readonly refused: CompanyFileCode; readonly value: string }

const longestReading = 30_000

/**
 * Reads a file in a thread of its own, so that other requests keep their speed, within a memory of its own: whatever the
 * file holds, only the thread can run out of it (spec/security F04).
 */
export function readTable(bytes: Uint8Array, sheet: string | undefined): Promise<TableRead> {
  const copy = new Uint8Array(bytes)
  const worker = new Worker(new URL('./read-table.worker.ts', import.meta.url), {
    workerData: { bytes: copy, sheet },
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 32 },
    // Not the server's own: its heap is larger or smaller than a file needs.
    execArgv: [],
    stderr: true,
  })
  return new Promise<TableRead>((resolve) => {
    const unreadable = () => resolve({ refused: 'file-unreadable', value: '' })
    const timer = setTimeout(() => void worker.terminate(), longestReading)
    worker.once('message', resolve)
    worker.once('error', unreadable)
    worker.once('exit', () => {
      clearTimeout(timer)
      unreadable()
    })
  })
}

import { parentPort, workerData } from 'node:worker_threads'
import { tableOf } from './table-of.ts'

/** Runs in the thread that `read-table.ts` starts. */
const { bytes, sheet } = workerData as { bytes: Uint8Array; sheet: string | undefined }
parentPort?.postMessage(await tableOf(bytes, sheet))

import { readFile } from 'node:fs/promises'

/** Reads how many tests passed and failed from the JSON reports of vitest and Playwright. */

export interface Counts {
  readonly passed: number
  readonly failed: number
}

export const nothing: Counts = { passed: 0, failed: 0 }

export const sum = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
})

/** The parts of both reports that count. */
interface Report {
  readonly numPassedTests?: number
  readonly numFailedTests?: number
  /** Playwright: `expected` behaved as they should, `flaky` only at a second try. */
  readonly stats?: { readonly expected: number; readonly unexpected: number; readonly flaky: number }
}

/** No report means that the runner broke before it could count. */
export async function countsIn(path: string): Promise<Counts> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  const report: Report = JSON.parse(text)
  return {
    passed: (report.numPassedTests ?? 0) + (report.stats?.expected ?? 0),
    failed: (report.numFailedTests ?? 0) + (report.stats?.unexpected ?? 0) + (report.stats?.flaky ?? 0),
  }
}

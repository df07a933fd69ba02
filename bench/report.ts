import { cpus, totalmem } from 'node:os'

/** One measured figure beside what was asked of it. */
export type Measured = { what: string; figure: string; asked: string; reached: boolean }

const rows: Measured[] = []

export function note(what: string, figure: string, asked: string, reached: boolean): void {
  rows.push({ what, figure, asked, reached })
  process.stdout.write(`${reached ? 'ok  ' : 'MISS'} ${what}: ${figure} (asked: ${asked})\n`)
}

/** The whole table, with the machine it was measured on. */
export function printReport(): void {
  process.stdout.write(
    `\n${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}\n\n`,
  )
  process.stdout.write(`| what | figure | asked |\n| --- | --- | --- |\n`)
  for (const row of rows)
    process.stdout.write(`| ${row.what} | ${row.figure}${row.reached ? '' : ' **missed**'} | ${row.asked} |\n`)
}

export const missed = (): number => rows.filter((row) => !row.reached).length

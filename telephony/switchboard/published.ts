import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineLine, Trunk } from '../call-engine.ts'
import {
  changesBetween,
  type TableName,
  type Tables,
  tableNames,
  tablesOfLines,
  tablesOfTrunks,
} from '../kamailio/tables.ts'

/**
 * What the portals published: lines and trunks. Kept on disk, so that a restarted Kamailio, or a restarted switchboard, rings
 * phones and reaches 112 also while no portal is there.
 */
export type Published = {
  readonly tables: Tables
  readonly trunks: readonly Trunk[]
  /** Takes lines in and says what changes in which table. */
  addLines(lines: readonly EngineLine[]): Change[]
  setTrunks(trunks: readonly Trunk[]): Promise<Change[]>
  /** Writes now what is still to be written. */
  flush(): void
}

export type Change = { readonly table: TableName; readonly key: string; readonly value: string | undefined }

export async function openPublished(directory: string): Promise<Published> {
  const file = join(directory, 'published.json')
  const kept = readKept(file)
  // A line's number is its name here: unique among all companies.
  const lines = new Map(kept.lines.map((line) => [line.number, line]))
  let trunks = kept.trunks
  let tables: Tables = { ...tablesOfLines(lines.values()), ...(await tablesOfTrunks(trunks)) }
  let writing: NodeJS.Timeout | undefined

  const flush = () => {
    clearTimeout(writing)
    writing = undefined
    writeFileSync(`${file}.new`, JSON.stringify({ lines: [...lines.values()], trunks }), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  const become = (next: Partial<Tables>): Change[] => {
    const before = tables
    tables = { ...tables, ...next }
    writing ??= setTimeout(flush, 500)
    return tableNames.flatMap((table) =>
      changesBetween(before[table], tables[table]).map(([key, value]) => ({ table, key, value })),
    )
  }
  return {
    get tables() {
      return tables
    },
    get trunks() {
      return trunks
    },
    addLines(published) {
      for (const line of published) lines.set(line.number, line)
      return become(tablesOfLines(lines.values()))
    },
    async setTrunks(next) {
      trunks = next
      return become(await tablesOfTrunks(next))
    },
    flush: () => {
      if (writing) flush()
    },
  }
}

function readKept(file: string): { lines: EngineLine[]; trunks: readonly Trunk[] } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { lines: EngineLine[]; trunks: Trunk[] }
  } catch {
    return { lines: [], trunks: [] }
  }
}

import { glob } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Where Debian keeps the server's programs: a directory for each major version, none on the PATH. */
export const INITDB = '/usr/lib/postgresql/*/bin/initdb'

/** The directory of the newest installed version. */
export async function newestPostgres(): Promise<string> {
  const found: string[] = []
  for await (const path of glob(INITDB)) found.push(path)
  const newest = found.sort((a, b) => majorOf(b) - majorOf(a))[0]
  if (newest === undefined) throw new Error('PostgreSQL is not installed: node setup/debian-packages.ts postgresql')
  return dirname(newest)
}

const majorOf = (path: string): number => Number(path.split('/')[4])

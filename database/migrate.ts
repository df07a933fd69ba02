import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cellar } from './cellar.ts'
import type { OwnerSession } from './owner.ts'

/**
 * Brings a database up to date: runs the files of `migrations/` in the order of their names, each
 * once and in its own transaction. Files are added, never edited; every name and checksum is kept.
 */

const MIGRATIONS = join(import.meta.dirname, 'migrations')

const LEDGER = `create table if not exists migration (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
)`

/** Any number, as long as every process of this product takes the same. */
const LOCK = 1928

interface Migration {
  readonly name: string
  readonly statements: string
  readonly checksum: string
}

/** Returns the names of the files that were applied now. */
export async function migrate(cellar: Pick<Cellar, 'owner'>, directory: string = MIGRATIONS): Promise<string[]> {
  const files = await read(directory)
  return cellar.owner.session(async (session) => {
    // Two processes starting at once: the second waits here, then finds nothing left to do.
    await session.rows('select pg_advisory_lock($1)', [LOCK])
    try {
      await session.run(LEDGER)
      const missing = pending(files, await applied(session))
      for (const file of missing) await apply(session, file)
      return missing.map((file) => file.name)
    } finally {
      await session.run(`rollback; select pg_advisory_unlock(${LOCK})`)
    }
  })
}

async function read(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const statements = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, statements, checksum: createHash('sha256').update(statements).digest('hex') }
    }),
  )
}

type Applied = Pick<Migration, 'name' | 'checksum'>

const applied = (session: OwnerSession): Promise<Applied[]> =>
  session.rows<Applied>('select name, checksum from migration order by name collate "C"')

/** What is left to apply, or the reason why this database and these files do not belong together. */
function pending(files: Migration[], done: Applied[]): Migration[] {
  for (const [position, { name, checksum }] of done.entries()) {
    const file = files[position]
    if (!files.some((one) => one.name === name)) {
      throw new Error(`The database has ${name}, which this version of the program does not know`)
    }
    if (file?.name !== name) {
      throw new Error(`${file?.name} comes before ${name}, which is applied already: give it a later name`)
    }
    if (file.checksum !== checksum) {
      throw new Error(`${name} was edited after it was applied: migrations are added, never edited`)
    }
  }
  return files.slice(done.length)
}

async function apply(session: OwnerSession, { name, statements, checksum }: Migration): Promise<void> {
  try {
    await session.run('begin')
    await session.run(statements)
    await session.rows('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
    await session.run('commit')
  } catch (error) {
    throw new Error(`${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

import { fdatasyncSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { silentBell } from './bell.ts'
import { type Connections, openPool, type Report } from './connections.ts'
import { holdDirectory } from './hold-directory.ts'

/**
 * PostgreSQL inside this process, for small companies and tests.
 * PGlite is one connection; a pool of one makes every transaction wait for the one before it.
 */

// Unicode letters in lower(), upper() and ILIKE, code-point order: what C.UTF-8 gives on a server.
const FIRST_START = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--wal-segsize=1']

const SMALL_MEMORY = ['-c', 'shared_buffers=16MB']

// PGlite starts PostgreSQL with -F (no fsync). Its fdatasync does nothing, its fsync asks the file system below.
const inMemory = [...PGlite.defaultStartParams, ...SMALL_MEMORY]
const onDisk = [...inMemory.filter((word) => word !== '-F'), '-c', 'wal_sync_method=fsync']

export interface EmbeddedPlace {
  /** Absent: in memory, gone with the process. */
  dataDirectory?: string | undefined
  /** A tarball of `dump` to begin from. */
  snapshot?: Blob | undefined
}

export interface EmbeddedConnections extends Connections {
  /** The whole data directory as a tarball, for `snapshot`. */
  dump(): Promise<Blob>
}

export async function openEmbedded(place: EmbeddedPlace, report: Report): Promise<EmbeddedConnections> {
  const directory = place.dataDirectory
  const letGo = directory === undefined ? async () => undefined : await holdDirectory(directory)
  const lite = await startPGlite(place).catch(async (error: unknown) => {
    await letGo()
    throw error
  })
  const settings = createPgConfig(lite)
  const pool = openPool({ ...settings, max: settings.poolSize, idleTimeoutMillis: 0 }, report)
  return {
    engine: 'embedded',
    pool,
    bell: silentBell,
    dump: () => lite.dumpDataDir('none'),
    async close() {
      await pool.end()
      await lite.close()
      await letGo()
    },
  }
}

async function startPGlite({ dataDirectory, snapshot }: EmbeddedPlace): Promise<PGlite> {
  const common = {
    extensions: { pg_trgm, btree_gin },
    initDbStartParams: FIRST_START,
    ...(snapshot ? { loadDataDir: snapshot } : {}),
  }
  if (dataDirectory === undefined) return PGlite.create({ ...common, startParams: inMemory })
  const files = join(dataDirectory, 'postgres')
  await mkdir(files, { recursive: true, mode: 0o700 })
  const lite = await PGlite.create({ ...common, dataDir: files, startParams: onDisk })
  makeFsyncReal(lite)
  return lite
}

interface OpenFile {
  /** Node's file descriptor. */
  readonly nfd?: number
  readonly stream_ops: { fsync?: (file: OpenFile) => number }
}

/**
 * PGlite's bridge to Node's file system has no fsync, so a commit would survive the end of the
 * process but not a power cut. All its files share one table of operations; we add the missing one.
 */
function makeFsyncReal(lite: PGlite): void {
  const { FS } = lite.Module
  const file: OpenFile = FS.open('/pglite/data/PG_VERSION', 'r')
  file.stream_ops.fsync = ({ nfd }) => {
    if (nfd !== undefined) fdatasyncSync(nfd)
    return 0
  }
  FS.close(file)
}

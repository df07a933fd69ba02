import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { newestPostgres } from './postgres-programs.ts'

/**
 * A PostgreSQL cluster in a temporary directory, for tests, stories and figures.
 * It ends with the process that started it, whichever way that process ends.
 */
export interface ThrowawayPostgres {
  /** An empty database, owned by `office_smart`: who may create databases and roles and is no superuser. */
  readonly url: string
  /** The same account, another database of this cluster. */
  urlOf(database: string): string
  stop(): Promise<void>
}

export interface ThrowawayOptions {
  /** Keeps fsync on, for tests that pull the plug; otherwise speed comes first. */
  durable?: boolean
}

const OWNER = 'office_smart'
const ALWAYS = ['listen_addresses=127.0.0.1', 'max_connections=100', 'shared_buffers=64MB', 'jit=off']
const HASTY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/**
 * Waits beside the server on its standard input, which closes when its starter ends, even by kill -9.
 * Arguments: programs, directory, then the server's own.
 */
const WATCHMAN = `
  programs=$1 directory=$2; shift 2
  "$programs/postgres" "$@" >"$directory/log" 2>&1 & server=$!
  cat >/dev/null
  kill -INT $server; wait $server
  rm -rf "$directory"
`

type Watchman = ChildProcessByStdio<Writable, null, null>

export async function startThrowawayPostgres(options: ThrowawayOptions = {}): Promise<ThrowawayPostgres> {
  const programs = await newestPostgres()
  const account = await unprivilegedAccount()
  const directory = await mkdtemp(join(tmpdir(), 'office-smart-postgres-'))
  if (account) await chown(directory, account.uid, account.gid)
  const data = join(directory, 'data')
  // The directory is closed to others, so its socket needs no password; the loopback port does.
  const init = ['-D', data, '-U', 'postgres', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  const doors = ['--auth-local=trust', '--auth-host=scram-sha-256']
  await promisify(execFile)(join(programs, 'initdb'), [...init, ...doors], { ...account, cwd: directory })

  const port = await freePort()
  const settings = [`port=${port}`, `unix_socket_directories=${directory}`, ...ALWAYS]
  if (!options.durable) settings.push(...HASTY)
  const words = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  const watchman = spawn('bash', ['-c', WATCHMAN, 'watchman', programs, directory, ...words], {
    ...account,
    cwd: directory,
    // Out of our process group: Ctrl-C reaches us alone, and the watchman ends the server in order.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchman.stdin.on('error', () => undefined) // it may be gone before us
  try {
    const password = await welcome(directory, port)
    const urlOf = (database: string) => `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`
    return { url: urlOf(OWNER), urlOf, stop: () => dismiss(watchman) }
  } catch (error) {
    const log = await readFile(join(directory, 'log'), 'utf8').catch(() => '')
    await dismiss(watchman)
    throw new Error(`PostgreSQL did not start:\n${log}`, { cause: error })
  }
}

/** PostgreSQL refuses to run as root; Debian's package made it an account. */
async function unprivilegedAccount(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const idOf = async (flag: string) => Number((await promisify(execFile)('id', [flag, 'postgres'])).stdout)
  return { uid: await idOf('-u'), gid: await idOf('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No loopback port is free')
  return address.port
}

/** Waits until the server answers, then makes the owner and its database. Returns the owner's password. */
async function welcome(directory: string, port: number): Promise<string> {
  const administrator = await whenAnswering({ host: directory, port, user: 'postgres', database: 'postgres' })
  const password = randomBytes(16).toString('hex')
  await administrator.query(`create role ${OWNER} login createdb createrole password '${password}'`)
  await administrator.query(`create database ${OWNER} owner ${OWNER}`)
  await administrator.end()
  return password
}

async function whenAnswering(place: { host: string; port: number; user: string; database: string }): Promise<Client> {
  for (let triesLeft = 200; ; triesLeft--) {
    const client = new Client(place)
    try {
      await client.connect()
      return client
    } catch (error) {
      if (triesLeft === 0) throw error
      await setTimeout(50)
    }
  }
}

async function dismiss(watchman: Watchman): Promise<void> {
  if (watchman.exitCode !== null) return
  watchman.stdin.end()
  await once(watchman, 'exit')
}

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))

export type Seeded = {
  administrators: string[]
  password: string
  phones: { user: string; domain: string; number: string }[]
}
export type Product = {
  portal: string
  readonly pid: number
  /** Resident memory of the server now, in MB. */
  memory(): Promise<number>
  stop(): Promise<void>
}

/** Adds companies to a database (or the embedded one), `lines` in all. */
export async function seed(
  env: Record<string, string>,
  companies: number,
  lines: number,
  calls = 0,
  more: readonly string[] = [],
): Promise<Seeded> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      'api/command-line.ts',
      'seed',
      '--companies',
      String(companies),
      '--lines',
      String(lines),
      '--calls',
      String(calls),
      ...more,
    ],
    {
      cwd: root,
      env: { ...process.env, ...compileCache, LOG_LEVEL: 'silent', ...env },
      maxBuffer: 64 * 2 ** 20,
    },
  )
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Seeded
}

/** Starts the product as `npm start` does, with the flood budget lifted. */
export async function startProduct(env: Record<string, string>): Promise<Product> {
  const dataDirectory = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'osw-bench-')))
  const child: ChildProcess = spawn(process.execPath, [...serverOptions, 'api/main.ts', '--json'], {
    cwd: root,
    env: {
      ...process.env,
      ...compileCache,
      PORT: '0',
      HASH_BUDGET: '0',
      LOG_LEVEL: 'silent',
      // Figures of calls switch it on.
      TELEPHONY: 'off',
      DATA_DIR: dataDirectory,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = await new Promise<{ portal: string }>((resolve, reject) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)))
    child.once('exit', (code) => reject(new Error(`The product ended with ${code}`)))
  })
  return {
    portal: ready.portal,
    pid: child.pid ?? 0,
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
    },
    async stop() {
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
      if (!env.DATA_DIR) await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

/** The options that `npm start` gives to node, so that what is measured is what is run. */
const serverOptions = ['--max-old-space-size=256', '--max-semi-space-size=16']
const compileCache = { NODE_COMPILE_CACHE: 'node_modules/.cache/node' }

/** Signs an administrator in and answers the headers of their session in the administrator's view. */
export async function administratorHeaders(
  portal: string,
  number: string,
  password: string,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
    'user-agent': 'Mozilla/5.0 Chrome/140',
  }
  for (const [path, body] of [
    ['/api/session', { number, password, remember: false }],
    ['/api/session/view', { view: 'administrator' }],
  ] as const) {
    const answer = await fetch(portal + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    const cookie = answer.headers.getSetCookie().find((c) => c.includes('osw_sid='))
    if (cookie) headers.cookie = cookie.split(';')[0] ?? ''
  }
  return headers
}

export type ListedLine = { id: string; number: string; may: string[] }

/** Lines of the administrator's company that have finished their first access, as the portal lists them. */
export async function linesReady(portal: string, headers: Record<string, string>, pages = 5): Promise<ListedLine[]> {
  const found: ListedLine[] = []
  for (let page = 1; page <= pages; page += 1) {
    const answer = await fetch(`${portal}/api/directory/lines?firstAccess=completed&size=100&page=${page}`, { headers })
    const body = (await answer.json()) as { lines: ListedLine[] }
    found.push(...body.lines)
  }
  return found.filter((line) => line.may.includes('configure'))
}

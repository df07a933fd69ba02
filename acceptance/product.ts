import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** The product in processes of its own, as an operator starts it: by command, with an environment. */

type Environment = Readonly<Record<string, string>>

/** How a program ended and what it said. */
export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

/** A running portal; `Ready` is what it says of itself when it can be used. */
export type Product<Ready extends { portal: string }> = {
  readonly ready: Ready
  /** The address people type. */
  readonly portal: string
  /** Where it really listens: the same, unless a proxy stands before it. */
  readonly listensAt: string
  readonly dataDirectory: string
  /** Everything on standard output so far, over all its starts. */
  output(): string
  /** `npm run office-smart -- …` on the same data, in the same surroundings. */
  command(words: readonly string[], env?: Environment): Promise<Ended>
  /** With a goodbye. */
  stop(): Promise<void>
  /** As a power cut would: no goodbye. */
  kill(): Promise<void>
  /** Starts again on the same data at the same address, for instance with the clock moved. */
  restart(env?: Environment): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * The embedded database is WebAssembly, and a product of a story lives for seconds: code made fast for hours to come
 * costs as much processor time as the story itself. What it does is the same; the young heap is that of `npm start`.
 * One with telephones on lives longer, and answers calls in time: it starts as an operator's does.
 */
const forAShortLife = ['--liftoff-only', '--max-semi-space-size=16']

function run(words: readonly string[], env: Environment, more: { timeout?: number } = {}) {
  return spawn(process.execPath, [...(env.TELEPHONY === 'on' ? [] : forAShortLife), ...words], {
    cwd: root,
    env: {
      NODE_COMPILE_CACHE: 'node_modules/.cache/node',
      ...process.env,
      // Playwright asks its workers for colours; next to NO_COLOR, node would warn of it in the product's own voice.
      FORCE_COLOR: undefined,
      NODE_ENV: '',
      LOG_LEVEL: 'silent',
      // Stories about calls switch it on, with ports of their own.
      TELEPHONY: 'off',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...more,
  })
}

/** Runs one of the product's programs to its end: `api/main.ts` where it is to refuse, `api/command-line.ts`. */
export async function runProgram(words: readonly string[], env: Environment): Promise<Ended> {
  const child = run(words, env, { timeout: 120_000 })
  child.stdin.end()
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = (await once(child, 'close')) as [number | null]
  const [out, err] = await said
  return { code, out, err }
}

type Running<Ready> = { readonly process: ChildProcess; readonly ready: Ready }

function start<Ready>(env: Environment, hear: (line: string) => void): Promise<Running<Ready>> {
  // Our end closes its standard input, whichever way we end.
  const child = run(['api/main.ts', '--json'], { STOP_WITH_STDIN: 'on', ...env })
  child.stdin.on('error', () => undefined)
  let complaints = ''
  child.stderr.on('data', (chunk) => {
    complaints += chunk
  })
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      hear(line)
      // Where a log is asked for it stands on the same output.
      const said = JSON.parse(line) as Ready & { portal?: string }
      if (said.portal !== undefined) resolve({ process: child, ready: said })
    })
    child.once('close', (code) => reject(new Error(`The product did not start (exit ${code}): ${complaints}`)))
  })
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  // Not `exit`: what it said last is still on its way then.
  await once(child, 'close')
}

export async function startProduct<Ready extends { portal: string }>(
  dataDirectory: string,
  env: Environment,
): Promise<Product<Ready>> {
  const lines: string[] = []
  const hear = (line: string) => lines.push(line)
  const surroundings: Record<string, string> = { PORT: '0', ...env, DATA_DIR: dataDirectory }
  let running = await start<Ready>(surroundings, hear)
  // Links in letters and cookies in browsers outlive the process, so it comes back at the same address.
  if (surroundings.PORT === '0') surroundings.PORT = new URL(running.ready.portal).port
  return {
    get ready() {
      return running.ready
    },
    get portal() {
      return running.ready.portal
    },
    listensAt: `http://localhost:${surroundings.PORT}`,
    dataDirectory,
    output: () => lines.join('\n'),
    command: (words, more) => runProgram(['api/command-line.ts', ...words], { ...surroundings, ...more }),
    stop: () => end(running.process, 'SIGTERM'),
    kill: () => end(running.process, 'SIGKILL'),
    async restart(more = {}) {
      await end(running.process, 'SIGTERM')
      running = await start<Ready>({ ...surroundings, ...more }, hear)
    },
  }
}

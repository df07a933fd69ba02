import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What `npm start -- --json` says when it is ready. */
export type Ready = {
  portal: string
  outbox: string
  admin: { number: string; name: string; temporaryPassword: string }
  users: { number: string; name: string; temporaryPassword: string }[]
}

/** A letter as the demo's outbox shows it. */
export type Letter = {
  to: string
  channel: 'email' | 'sms'
  subject: string
  text: string
  links: string[]
  at: string
}

export type AcceptanceHouse = Ready & {
  /** Waits until a letter with these words in its subject has come to the address; newest first. */
  letterTo(address: string, subject: RegExp): Promise<Letter>
  letters(): Promise<Letter[]>
  /** Stops and starts on the same data, for instance with the clock moved. */
  restart(env?: Record<string, string>): Promise<void>
  /** As a power cut would: no goodbye. */
  kill(): Promise<void>
  close(): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))

async function start(
  dataDirectory: string,
  env: Record<string, string>,
): Promise<{ process: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, ['api/main.ts', '--json'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: '',
      DATA_DIR: dataDirectory,
      PORT: '0',
      LOG_LEVEL: 'silent',
      STOP_WITH_STDIN: 'on',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr?.on('data', (chunk) => {
    complaints += chunk
  })
  const ready = await new Promise<Ready>((resolve, reject) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)))
    child.once('exit', (code) => reject(new Error(`The product did not start (exit ${code}): ${complaints}`)))
  })
  return { process: child, ready }
}

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('exit', () => resolve()))

/** A started demo that later houses copy, so that each begins where a newcomer does without waiting again. */
let template: Promise<string> | undefined

async function prepared(): Promise<string> {
  template ??= (async () => {
    const directory = await mkdtemp(join(tmpdir(), 'osw-house-'))
    const { process: child } = await start(directory, {})
    child.kill('SIGTERM')
    await ended(child)
    process.once('exit', () => void rm(directory, { recursive: true, force: true }))
    return directory
  })()
  return template
}

/** The whole product in a process of its own, with the demo company. Only its front doors are used. */
export async function openHouse(env: Record<string, string> = {}): Promise<AcceptanceHouse> {
  const directory = await mkdtemp(join(tmpdir(), 'osw-story-'))
  // With a database of its own there is nothing to copy.
  if (!env.DATABASE_URL) await cp(await prepared(), directory, { recursive: true })
  let running = await start(directory, env)
  const letters = async (): Promise<Letter[]> =>
    (await fetch(`${running.ready.outbox}.json`)).json() as Promise<Letter[]>
  return {
    get portal() {
      return running.ready.portal
    },
    get outbox() {
      return running.ready.outbox
    },
    admin: running.ready.admin,
    users: running.ready.users,
    letters,
    async letterTo(address, subject) {
      const deadline = Date.now() + 10_000
      for (;;) {
        const found = (await letters()).find((letter) => letter.to === address && subject.test(letter.subject))
        if (found) return found
        if (Date.now() > deadline) throw new Error(`No letter to ${address} about ${subject}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
    async restart(more = {}) {
      running.process.kill('SIGTERM')
      await ended(running.process)
      running = await start(directory, { ...env, ...more })
    },
    async kill() {
      running.process.kill('SIGKILL')
      await ended(running.process)
    },
    async close() {
      running.process.kill('SIGTERM')
      await ended(running.process)
      await rm(directory, { recursive: true, force: true })
    },
  }
}

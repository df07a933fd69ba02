import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from './unprivileged.ts'

export type ChildState = 'starting' | 'serving' | 'restarting' | 'stopped'

export type Program = {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly directory: string
  /** Becomes this account before it begins; undefined: stays who we are. */
  readonly account: Account | undefined
  /** Whether it answers. */
  readonly answers: () => Promise<boolean>
  /** Milliseconds without an answer after which it is ended and started again, where three seconds are too few. */
  readonly silenceAllowed?: number
  /** Each time it has begun to answer, before it counts as serving. */
  readonly ready?: () => Promise<void>
  /** Before each start. */
  readonly prepare?: () => Promise<void>
}

export type Child = {
  readonly name: string
  start(): void
  stop(): Promise<void>
  /** Ends in order and begins anew, with what `prepare` makes of things now. */
  again(): void
  state(): ChildState
  /** Process group of the running program. */
  group(): number | undefined
}

const firstPause = 100
const longestPause = 10_000
/** So long without an answer and it is ended and started again. */
const silenceAllowed = 3_000
const startAllowed = 15_000
const stopAllowed = 1_500

/**
 * Keeps a program running. It leads its own process group, so that all its children end with it, and gets a SIGTERM from the
 * kernel should we end first (`--pdeathsig`), so that nothing is left behind whichever way we end.
 *
 *     starting ──answers──► serving ──exits, silent──► restarting ──pause──► starting
 */
export function createChild(
  program: Program,
  watch: { changed(): void; log(text: string): void },
  output: number,
): Child {
  let state: ChildState = 'stopped'
  let running: ChildProcess | undefined
  let pause = firstPause
  let wanted = false
  let loop = Promise.resolve()

  const become = (next: ChildState) => {
    if (state === next) return
    state = next
    watch.changed()
  }

  async function runOnce(): Promise<void> {
    await program.prepare?.()
    const child = spawn('setpriv', [...privileges(program.account), program.command, ...program.args], {
      cwd: program.directory,
      env: { PATH: process.env.PATH, TZ: process.env.TZ, LANG: 'C.UTF-8', ...program.env },
      detached: true,
      stdio: ['ignore', output, output],
    })
    running = child
    let gone = false
    const exit = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? String(code)))
      child.once('error', (error) => resolve(error.message))
    }).then((how) => {
      gone = true
      return how
    })
    const began = Date.now()
    let heard = began
    let served = false
    while (!gone) {
      const answered = await program.answers().catch(() => false)
      if (gone) break
      if (answered) {
        heard = Date.now()
        if (!served) {
          await program.ready?.().catch((error: unknown) => watch.log(`${program.name}: ${String(error)}`))
          served = true
          become('serving')
        } else if (heard - began > 30_000) pause = firstPause
      } else if (Date.now() - heard > (served ? (program.silenceAllowed ?? silenceAllowed) : startAllowed)) {
        watch.log(`${program.name} does not answer and is ended`)
        endGroup(child, 'SIGKILL')
      }
      await Promise.race([exit, wait(served ? 500 : 30)])
    }
    const how = await exit
    // Kamailio's children would go on alone and hold its ports (spec/telephony 1).
    endGroup(child, 'SIGKILL')
    running = undefined
    if (wanted) {
      watch.log(`${program.name} ended (${how}); again in ${pause} ms`)
      become('restarting')
    }
  }

  async function keepRunning(): Promise<void> {
    while (wanted) {
      if (state !== 'restarting') become('starting')
      await runOnce().catch((error: unknown) => watch.log(`${program.name}: ${String(error)}`))
      if (!wanted) break
      await wait(pause)
      pause = Math.min(pause * 2, longestPause)
    }
    become('stopped')
  }

  return {
    name: program.name,
    start() {
      wanted = true
      loop = keepRunning()
    },
    async stop() {
      wanted = false
      const child = running
      if (child) {
        child.kill('SIGTERM')
        const late = setTimeout(() => {
          watch.log(`${program.name} does not end and is ended`)
          endGroup(child, 'SIGKILL')
        }, stopAllowed)
        await loop
        clearTimeout(late)
      }
    },
    again: () => void running?.kill('SIGTERM'),
    state: () => state,
    group: () => running?.pid,
  }
}

function privileges(account: Account | undefined): string[] {
  const become = account ? [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', '--no-new-privs'] : []
  return [...become, '--pdeathsig', 'TERM']
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // nobody of the group is left
  }
}

import { createHash } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a switchboard leaves written about itself, so that the next portal finds it, or the next switchboard tidies up. */
export type KeptState = {
  readonly pid: number
  readonly socket: string
  readonly runDirectory: string
  /** Process groups of its programs. */
  readonly groups: readonly number[]
}

const stateFile = (directory: string): string => join(directory, 'state.json')

export function readState(directory: string): KeptState | undefined {
  try {
    return JSON.parse(readFileSync(stateFile(directory), 'utf8')) as KeptState
  } catch {
    return undefined
  }
}

export function writeState(directory: string, state: KeptState | undefined): void {
  if (!state) {
    rmSync(stateFile(directory), { force: true })
    return
  }
  writeFileSync(`${stateFile(directory)}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${stateFile(directory)}.new`, stateFile(directory))
}

/** Unix sockets have paths of 107 bytes at most (unix(7)); deep directories get theirs where temporary things are. */
export function socketPath(directory: string): string {
  const path = join(directory, 'socket')
  if (Buffer.byteLength(path) < 100) return path
  return join(tmpdir(), `office-smart-${createHash('md5').update(directory).digest('hex').slice(0, 16)}.socket`)
}

/** Ends what a killed switchboard left running; its programs are known by the directory in their command line. */
export function endLeftOvers(state: KeptState): void {
  for (const group of state.groups) {
    try {
      if (readFileSync(`/proc/${group}/environ`, 'latin1').includes(state.runDirectory) || belongs(group, state)) {
        process.kill(-group, 'SIGKILL')
      }
    } catch {
      // already gone
    }
  }
  if (state.runDirectory.startsWith(join(tmpdir(), 'office-smart-switchboard-'))) {
    rmSync(state.runDirectory, { recursive: true, force: true })
  }
}

function belongs(group: number, { runDirectory }: KeptState): boolean {
  const words = readFileSync(`/proc/${group}/cmdline`, 'latin1').replaceAll('\0', ' ')
  return (
    words.includes(runDirectory) ||
    words.includes('--listen-ng=') ||
    /telephony\/(media|outside-world)\/main/.test(words)
  )
}

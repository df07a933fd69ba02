import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Connection, connectToSwitchboard } from './connection.ts'
import { protocolVersion } from './protocol.ts'
import type { SwitchboardSettings } from './settings.ts'
import { socketPath } from './state.ts'

const startWithin = 20_000
/** How often it is seen whether the portals of another version have left. */
const lookAgain = 300

/**
 * The switchboard of this directory: the one that a portal before us left running, or a new one. It is nobody's child for
 * long: a killed portal leaves calls as they are (docs/decisions, switchboard).
 */
export async function launchSwitchboard(settings: SwitchboardSettings): Promise<Connection> {
  const fingerprint = fingerprintOf(settings)
  const path = socketPath(settings.directory)
  const found = await joinRunning(path, fingerprint)
  if (found) return found
  start(settings, fingerprint)
  const late = Date.now() + startWithin
  for (;;) {
    await wait(30)
    const connection = await connectToSwitchboard(path, fingerprint).catch(() => undefined)
    if (connection) return connection
    if (Date.now() > late) throw new Error(`The switchboard did not start: see ${join(settings.directory, 'log')}`)
  }
}

/** The switchboard that runs, unless there is none, or none any more. */
export async function joinRunning(path: string, fingerprint: string): Promise<Connection | undefined> {
  for (;;) {
    const found = await connectToSwitchboard(path, fingerprint).catch(() => undefined)
    if (!found) return undefined
    const { welcome } = found
    const understood = welcome.protocol === protocolVersion
    if (understood && welcome.settings === fingerprint) return found
    // Another configuration: that one ends first, or their ports would meet.
    if (await found.ask({ ask: 'stop' })) {
      await found.closed
      return undefined
    }
    // Other portals of this machine are at work with it: theirs is the configuration that counts.
    if (understood) return found
    // Of another version, whose portals are about to be replaced too.
    found.close()
    await wait(lookAgain)
  }
}

function start(settings: SwitchboardSettings, fingerprint: string): void {
  mkdirSync(settings.directory, { recursive: true, mode: 0o700 })
  const file = join(settings.directory, 'settings.json')
  writeFileSync(file, JSON.stringify({ settings, fingerprint }), { mode: 0o600 })
  const log = openSync(join(settings.directory, 'log'), 'a', 0o600)
  const child = spawn(process.execPath, ['--max-old-space-size=192', join(import.meta.dirname, 'main.ts'), file], {
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.on('error', () => undefined)
  child.unref()
  closeSync(log)
}

const fingerprintOf = (settings: SwitchboardSettings): string =>
  createHash('sha256').update(JSON.stringify(settings)).digest('hex')

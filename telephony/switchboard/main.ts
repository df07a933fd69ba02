import { readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import type { SwitchboardSettings } from './settings.ts'
import { endLeftOvers, readState, socketPath } from './state.ts'
import { openSwitchboard } from './switchboard.ts'

/** `main.ts <settings file>`: started by a portal (`launch.ts`), outlives it for the grace time. */
const [, , file = ''] = process.argv
const { settings, fingerprint } = JSON.parse(readFileSync(file, 'utf8')) as {
  settings: SwitchboardSettings
  fingerprint: string
}

/** Two portals may have had the same thought. */
const alreadyThere = await new Promise<boolean>((resolve) => {
  const socket = createConnection(socketPath(settings.directory))
  socket.once('connect', () => resolve(true))
  socket.once('error', () => resolve(false))
})
if (alreadyThere) process.exit(0)

const left = readState(settings.directory)
if (left) endLeftOvers(left)
const switchboard = await openSwitchboard(settings, fingerprint)
process.on('SIGTERM', () => void switchboard.stop())
process.on('SIGINT', () => void switchboard.stop())
// Whoever talks to us may go away at any moment; that is no reason to stop serving calls.
process.on('uncaughtException', (error) => process.stderr.write(`${error.stack ?? error.message}\n`))
process.on('unhandledRejection', (error) => process.stderr.write(`${String(error)}\n`))

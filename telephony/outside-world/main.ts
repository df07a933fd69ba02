import { dropPrivileges } from '../switchboard/unprivileged.ts'
import { readOutsideWorldConfig } from './config.ts'
import { openWorld } from './world.ts'

/** The demo's outside world as a program. Started and watched by the switchboard. */

const log = (event: string, facts: object = {}) => process.stdout.write(`${JSON.stringify({ event, ...facts })}\n`)

process.on('unhandledRejection', (error) => log('unhandled', { error: String(error) }))

const config = readOutsideWorldConfig(process.env)
dropPrivileges()
const world = await openWorld(config, log)
log('serving', { ...world.place })

function stop(): void {
  world.close()
  // A moment for the last BYE to leave.
  setTimeout(() => process.exit(0), 50)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)

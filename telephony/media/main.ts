import type { Invitation } from 'sip.js'
import { readMediaService, serviceHeader } from '../media-service.ts'
import { openAgent } from '../sip-user-agent/registered-agent.ts'
import { dropPrivileges } from '../switchboard/unprivileged.ts'
import { announce } from './announcement.ts'
import { readMediaConfig } from './config.ts'
import { echo } from './echo-test.ts'
import { finishLeftOvers } from './recording.ts'
import { screen } from './screen.ts'
import { takeMessage } from './voicemail.ts'

/** The media application: answers what the switchboard sends to `mediaUser`. Started and watched by the switchboard. */

const log = (event: string, facts: object = {}) => process.stdout.write(`${JSON.stringify({ event, ...facts })}\n`)
const explain = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error))

// One call's misfortune is not another's: SIP.js rejects where a registrar went away in the middle of a dialogue.
process.on('unhandledRejection', (error) => log('unhandled', { error: explain(error) }))

const config = readMediaConfig(process.env)
process.chdir(config.spool)
dropPrivileges()

for (const { file, seconds } of await finishLeftOvers()) log('left-over', { file, seconds })

async function serve(invitation: Invitation): Promise<void> {
  const service = readMediaService(invitation.request.getHeader(serviceHeader) ?? '')
  switch (service?.kind) {
    case 'voicemail':
      return takeMessage(invitation, { callId: service.callId, lineId: service.lineId, caller: callerOf(invitation) })
    case 'announcement':
      return announce(invitation, service.announcement)
    case 'screen':
      return screen(invitation, agent.userAgent, service.number)
    case 'echo-test':
      return echo(invitation)
    case undefined:
      return invitation.reject({ statusCode: 404 })
  }
}

/** As the switchboard shows it; null when withheld (RFC 3323, 4.1.1.3). */
function callerOf({ request }: Invitation): string | null {
  const user = request.from.uri.user
  return !user || user.toLowerCase() === 'anonymous' ? null : decodeURIComponent(user)
}

const agent = openAgent({
  ...config,
  onRegistered: (registered) => log(registered ? 'registered' : 'not-registered'),
  onInvite: (invitation) => {
    serve(invitation).catch((error) => {
      log('call-failed', { error: explain(error) })
      invitation.dispose().catch(() => undefined)
    })
  },
})

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await agent.close()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())

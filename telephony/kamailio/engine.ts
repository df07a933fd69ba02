import { setTimeout as wait } from 'node:timers/promises'
import { type CallEngine, type EngineHealth, EngineMissing, type PortalSide } from '../call-engine.ts'
import type { Connection } from '../switchboard/connection.ts'
import { launchSwitchboard } from '../switchboard/launch.ts'
import { installCommand, missingPackages } from '../switchboard/packages.ts'
import type { Asked } from '../switchboard/protocol.ts'
import type { SwitchboardSettings } from '../switchboard/settings.ts'
import { type DecisionLine, openDecisionLine } from './decisions.ts'

/** The real engine: the portal's end of the switchboard. Should the switchboard end, it is started again. */
export function createKamailioEngine(
  settings: SwitchboardSettings,
  report: (what: string, error: unknown) => void = () => undefined,
): CallEngine {
  let health: EngineHealth = { state: 'off' }
  let connection: Connection | undefined
  let decisions: DecisionLine | undefined
  let wanted = false
  let serving: (() => void)[] = []

  function become(next: EngineHealth): void {
    health = next
    if (next.state !== 'serving') return
    for (const told of serving.splice(0)) told()
  }

  async function join(portal: PortalSide): Promise<void> {
    const joined = await launchSwitchboard(settings)
    connection = joined
    decisions?.close()
    decisions = openDecisionLine(joined.welcome.decisions, portal, joined.remember, report)
    become(joined.welcome.health)
    joined.listen({
      health: become,
      events: async (events) => {
        try {
          await portal.hear(events)
        } catch (error) {
          report('events', error)
          throw error
        }
      },
    })
    joined.closed.then(() => {
      connection = undefined
      decisions?.close()
      if (wanted) void joinAgain(portal)
    })
  }

  async function joinAgain(portal: PortalSide): Promise<void> {
    become({ state: 'restarting' })
    for (let pause = 100; wanted; pause = Math.min(pause * 2, 5_000)) {
      try {
        return await join(portal)
      } catch (error) {
        report('switchboard', error)
        await wait(pause)
      }
    }
  }

  const ask = <A extends Asked>(question: A) => {
    if (!connection) throw new Error('The switchboard is not connected')
    return connection.ask(question)
  }

  return {
    async start(portal) {
      const packages = missingPackages()
      if (packages.length > 0) {
        become({ state: 'missing', packages, command: installCommand(packages) })
        throw new EngineMissing(packages)
      }
      wanted = true
      become({ state: 'starting' })
      const served = new Promise<void>((resolve) => serving.push(resolve))
      await join(portal)
      await served
      await decisions?.open
    },
    async stop() {
      wanted = false
      serving = []
      const leaving = connection
      if (leaving) {
        // While it stops it still tells how the last calls ended.
        const stops = await leaving.ask({ ask: 'stop' }).catch(() => false)
        if (stops) await Promise.race([leaving.closed, wait(3_000)])
        leaving.close()
      }
      decisions?.close()
      become({ state: 'off' })
    },
    health: () => health,
    async forgetDevice(user) {
      await ask({ ask: 'forget', user })
    },
    async publishLines(lines) {
      await ask({ ask: 'lines', lines })
    },
    async setTrunks(trunks) {
      await ask({ ask: 'trunks', trunks })
    },
    registrations: async () => ask({ ask: 'registrations' }),
    async hangUp(callId) {
      await ask({ ask: 'hang-up', callId })
    },
  }
}

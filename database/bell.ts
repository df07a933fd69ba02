import { setTimeout } from 'node:timers/promises'
import { Client, escapeLiteral } from 'pg'
import type { Report } from './connections.ts'

/** PostgreSQL's LISTEN/NOTIFY: how portals on one database hear of each other. What is rung while nobody listens is lost. */
export type Bell = {
  /**
   * Hears every payload, also its own, until the answered function is called; comes back by itself when cut off, and says
   * so: what was rung meanwhile is lost.
   */
  listen(channel: string, hear: (payload: string) => void, cameBack?: () => void): Promise<() => Promise<void>>
  notify(channel: string, payload: string): Promise<void>
}

/** One process alone has nobody else to hear. */
export const silentBell: Bell = {
  listen: async () => async () => undefined,
  notify: async () => undefined,
}

const pauses = [100, 500, 2_000, 5_000]

export function postgresBell(databaseUrl: string, query: (sql: string) => Promise<unknown>, report: Report): Bell {
  return {
    async notify(channel, payload) {
      // What is told was saved before; telling it needs no disk, and nobody is sorry for it after a power cut.
      // As one message: with values beside it, it would be five.
      const [to, told] = [channel, payload].map(escapeLiteral)
      await query(`select set_config('synchronous_commit', 'off', true), pg_notify(${to}, ${told})`)
    },
    async listen(channel, hear, cameBack = () => {}) {
      let wanted = true
      let client: Client | undefined
      const connect = async (): Promise<void> => {
        const next = new Client({
          connectionString: databaseUrl,
          application_name: 'office-smart (bell)',
          keepAlive: true,
        })
        next.on('notification', ({ payload }) => hear(payload ?? ''))
        next.on('error', () => undefined)
        await next.connect()
        await next.query(`LISTEN ${next.escapeIdentifier(channel)}`)
        // Only one that has listened comes back by itself: a try that fails is followed by the loop that made it.
        next.on('end', () => void comeBack())
        client = next
      }
      const comeBack = async (): Promise<void> => {
        for (let tries = 0; wanted; tries++) {
          await setTimeout(pauses[Math.min(tries, pauses.length - 1)], undefined, { ref: false })
          if (!wanted) return
          try {
            await connect()
            return cameBack()
          } catch (error) {
            if (tries === 0) report(error)
          }
        }
      }
      await connect()
      return async () => {
        wanted = false
        await client?.end()
      }
    },
  }
}

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Cellar } from '#database/connect.ts'

const channel = 'osw_call_facts'
/** Changes of so many milliseconds travel together; the next call has 200. */
const gathered = 20
/** PostgreSQL carries 8,000 bytes in a notification. */
const together = 100

/**
 * The bell between portals on one database: who changes what calls are decided from rings it with the keys of what has
 * changed, and the others hear them. Nobody hears its own bell.
 */
export function createBell(cellar: Cellar) {
  const self = randomUUID().slice(0, 8)
  // One message carries all that changed while the one before was on its way.
  let untold = new Set<string>()
  let telling: Promise<void> | undefined
  let stopListening = async (): Promise<void> => undefined

  return {
    ring(key: string): void {
      untold.add(key)
      telling ??= (async () => {
        while (untold.size > 0) {
          await pause(gathered)
          const some = [...untold].slice(0, together)
          untold = new Set([...untold].slice(together))
          await cellar.notify(channel, [self, ...some].join(' ')).catch(() => undefined)
        }
        telling = undefined
      })()
    },
    /** @param missed some may have been rung that nobody heard */
    async listen(hear: (key: string) => void, missed: () => void): Promise<void> {
      stopListening = await cellar.listen(
        channel,
        (payload) => {
          const [from, ...keys] = payload.split(' ')
          if (from !== self) keys.forEach(hear)
        },
        missed,
      )
    },
    /** Deaf, and all that was rung has been told. */
    async stop(): Promise<void> {
      await stopListening()
      await telling
    },
  }
}

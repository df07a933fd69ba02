import type { House } from '../house.ts'
import { chainWaiting, findWaitingChains } from './audit.sql.ts'

type Chains = Pick<House, 'cellar' | 'log'>

const chainedWithin = 300
const atOnce = 500

/**
 * Gives every event of the audit log that waits its place in its chain (migration 2036). A transaction of its own for a few
 * hundred events of one chain: whoever writes events meanwhile waits for nothing.
 */
export async function chainAudit({ cellar }: Pick<Chains, 'cellar'>): Promise<void> {
  for (;;) {
    const waiting = await cellar.asService((trx) => findWaitingChains(trx), { readOnly: true })
    if (waiting.length === 0) return
    for (const chain of waiting) while ((await cellar.asService((trx) => chainWaiting(trx, chain, atOnce))) === atOnce);
  }
}

/**
 * Looks several times a second, in every portal. That is a look into an index which is empty nearly always, and the only way
 * that also sees what a portal left behind that was killed.
 */
export function startAuditChaining(house: Chains): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> = Promise.resolve()
  const again = (after: number) => {
    timer = setTimeout(() => {
      working = chainAudit(house)
        .catch((error: unknown) => house.log.warn({ error: String(error) }, 'audit events wait for their place'))
        .then(() => {
          if (!stopped) again(chainedWithin)
        })
    }, after).unref()
  }
  again(chainedWithin)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await working
      await chainAudit(house).catch(() => undefined)
    },
  }
}

import type { Report } from './connections.ts'

/** What waits for a commit: waking the mail sender, dropping a cached page. Never heard of when the work is undone. */

type Hook = () => void | Promise<void>

const waiting = new WeakMap<object, Hook[]>()

/** Runs `hook` once `trx` is committed. A hook that fails is reported; the committed work stays done. */
export function afterCommit(trx: object, hook: Hook): void {
  const hooks = waiting.get(trx)
  if (hooks === undefined) throw new Error('afterCommit needs the transaction that a door of the cellar handed out')
  hooks.push(hook)
}

/** For the door only. */
export function expectHooks(trx: object): void {
  waiting.set(trx, [])
}

/** For the door only. */
export async function runHooks(trx: object, report: Report): Promise<void> {
  for (const hook of waiting.get(trx) ?? []) {
    try {
      await hook()
    } catch (error) {
      report(error)
    }
  }
}

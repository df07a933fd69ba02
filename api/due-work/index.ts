import { minute } from '#domain/clock.ts'
import type { House } from '../house.ts'
import { activationsDigest } from './activations-digest.ts'
import { cleanUp } from './clean-up.ts'
import { expiryNotices } from './expiry-notices.ts'
import { lateRestores } from './late-restores.ts'
import { renewalRequests } from './renewal-requests.ts'

export type DueWorkHouse = Pick<House, 'cellar' | 'clock' | 'config' | 'log' | 'outbox'>

/** What runs by the clock. It asks `house.clock` what is due, so a test may run it at any time. */
export type Job = {
  readonly name: string
  /** Works in batches and stops between two of them when `mayGoOn` says so. */
  run(mayGoOn: () => boolean): Promise<void>
}

export type DueWork = {
  /** Every job once, now. */
  runOnce(): Promise<void>
  /** Ends after the batch in hand. */
  stop(): Promise<void>
}

/**
 * Looks every minute for what is due. Several processes may do so on one database: nothing happens twice.
 * @param more jobs that need more of the house than its letters
 */
export function startDueWork(house: DueWorkHouse, more: readonly Job[] = []): DueWork {
  const jobs: Job[] = [
    expiryNotices(house),
    renewalRequests(house),
    activationsDigest(house),
    lateRestores(house),
    cleanUp(house),
    ...more,
  ]
  let stopped = false
  let running = Promise.resolve()

  async function runJobs(): Promise<void> {
    for (const job of jobs) {
      if (stopped) return
      try {
        await job.run(() => !stopped)
      } catch (error) {
        // The next minute tries again; the other jobs do not wait for it.
        house.log.error({ err: error, job: job.name }, 'due work failed')
      }
    }
  }

  function runOnce(): Promise<void> {
    running = running.then(runJobs)
    return running
  }

  const timer = setInterval(() => void runOnce(), minute)
  timer.unref()
  return {
    runOnce,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

import { throttleRowLifetime } from '#domain/access/throttle.ts'
import { addDays, hour, later } from '#domain/clock.ts'
import { batch, sweeps } from './clean-up.sql.ts'
import type { DueWorkHouse, Job } from './index.ts'
import { sealedSweeps } from './sealed.sql.ts'

/** Once an hour throws away what has ended, so that tables keep their size and old data does not stay (GDPR 5.1.e). */
export function cleanUp({ cellar, clock, log }: DueWorkHouse): Job {
  let last = Number.NEGATIVE_INFINITY

  return {
    name: 'clean-up',
    async run(mayGoOn) {
      const now = clock()
      if (Math.abs(now.getTime() - last) < hour) return
      const before = {
        now,
        throttlesEnded: later(now, -throttleRowLifetime),
        aDayAgo: addDays(now, -1),
        aMonthAgo: addDays(now, -30),
        callsOver: addDays(now, -90),
      }
      for (const [name, sweep] of Object.entries({ ...sweeps, ...sealedSweeps })) {
        let total = 0
        let swept = batch
        while (swept === batch) {
          if (!mayGoOn()) return
          swept = await cellar.asService((trx) => sweep(trx, before))
          total += swept
        }
        if (total > 0) log.info({ what: name, rows: total }, 'cleaned up')
      }
      last = now.getTime()
    },
  }
}

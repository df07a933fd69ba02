import { later, minute } from '#domain/clock.ts'
import type { Job } from '../due-work/index.ts'
import { eraseOldSecrets } from './jobs.sql.ts'
import { sheetMinutes } from './jobs.ts'
import { type JobHouse, workOnJobs } from './work-on-jobs.ts'

/** Goes on with jobs whose process died, and erases the passwords of sheets that nobody may print any more. */
export function jobsOnManyLines(house: JobHouse): Job {
  return {
    name: 'jobs on many lines',
    async run(mayGoOn) {
      await workOnJobs(house, mayGoOn)
      await house.cellar.asService((trx) => eraseOldSecrets(trx, later(house.clock(), -sheetMinutes * minute)))
    },
  }
}

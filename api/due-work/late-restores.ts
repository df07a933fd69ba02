import { expireRestoresNow } from '../provider/restores/expire-restores.ts'
import type { DueWorkHouse, Job } from './index.ts'

/** Ends requests for a restore that nobody decided in time (spec/security 2.9). */
export function lateRestores(house: DueWorkHouse): Job {
  return {
    name: 'late restores',
    async run(mayGoOn) {
      while (mayGoOn() && (await expireRestoresNow(house)) > 0);
    },
  }
}

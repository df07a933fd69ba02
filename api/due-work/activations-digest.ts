import { addDays } from '#domain/clock.ts'
import { reachableAdministrators } from '../people/administrators.ts'
import {
  type DigestPeriod,
  findCompaniesWithNews,
  holdCompany,
  takeActivations,
  wasTold,
} from './activations-digest.sql.ts'
import { latestEvening } from './evening.ts'
import type { DueWorkHouse, Job } from './index.ts'

/** What no administrator could be told of for so long stays in the portal’s list only. */
const oldest = 7
/** A letter of more lines is not read; the portal has them all. */
const longestList = 50

/**
 * Every evening at 18:00 in Italy tells the administrators who made a first access (spec/security 1.4.8).
 * After a standstill it goes out as soon as the house is up again.
 */
export function activationsDigest({ cellar, clock, config, log, outbox }: DueWorkHouse): Job {
  /** The evening this process has finished, so that the rest of the day asks the database nothing. */
  let finished = 0

  function tell(companyId: string, period: DigestPeriod, portal: string): Promise<void> {
    return cellar.asService(async (trx) => {
      if (!(await holdCompany(trx, companyId))) return
      if (await wasTold(trx, companyId, period.until)) return
      const administrators = await reachableAdministrators(trx, companyId)
      // Nobody to tell: they wait for the first administrator with a verified address.
      if (administrators.length === 0) return
      const activations = await takeActivations(trx, companyId, period, clock())
      for (const { id, email, language } of administrators) {
        const news = activations.filter((activation) => activation.line_id !== id)
        if (news.length === 0) continue
        const lines = news.slice(0, longestList).map(({ number, name, at }) => ({ number, name, at }))
        await outbox.queue(trx, {
          companyId,
          to: email,
          language,
          letter: { name: 'activations-digest', facts: { count: news.length, lines, portal } },
          dedupeKey: `digest:${id}:${period.until.toISOString()}`,
        })
      }
    })
  }

  return {
    name: 'activations digest',
    async run(mayGoOn) {
      const portal = config.publicUrl
      const evening = latestEvening(clock())
      if (portal === undefined || evening.getTime() === finished) return
      const period = { since: addDays(evening, -oldest), until: evening }
      const companies = await cellar.asService((trx) => findCompaniesWithNews(trx, period))
      let all = true
      for (const companyId of companies) {
        if (!mayGoOn()) return
        try {
          await tell(companyId, period, portal)
        } catch (error) {
          all = false
          log.error({ err: error, companyId }, 'digest not written')
        }
      }
      if (all) finished = evening.getTime()
    },
  }
}

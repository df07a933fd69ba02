import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import type { DueWorkHouse, Job } from './index.ts'
import { dropOvertaken, findRenewalsDue, markAsked } from './renewal-requests.sql.ts'

const batch = 200

/** Asks people, on the day chosen for each, to change their password before it ends together with everybody's (E19). */
export function renewalRequests({ cellar, clock, config, outbox }: DueWorkHouse): Job {
  return {
    name: 'renewal requests',
    async run(mayGoOn) {
      const portal = config.publicUrl
      // Before the server listens nobody knows where people reach it.
      if (portal === undefined) return
      const now = clock()
      for (let asked = batch; asked === batch && mayGoOn(); ) {
        asked = await cellar.asService(async (trx) => {
          const due = await findRenewalsDue(trx, now, batch)
          for (const {
            line_id,
            company_id: companyId,
            number,
            email: to,
            language,
            time_zone: timeZone,
            ends,
          } of due) {
            const facts = { maskedNumber: maskPhoneNumber(number as PhoneNumber), expiresAt: ends, portal }
            const dedupeKey = `renewal:${line_id}:${ends.toISOString()}`
            const letter = { name: 'renewal-request', facts } as const
            await outbox.queue(trx, { companyId, to, language, timeZone, letter, dedupeKey })
          }
          if (due.length > 0)
            await markAsked(
              trx,
              due.map(({ line_id }) => line_id),
              now,
            )
          return due.length
        })
      }
      if (mayGoOn()) await cellar.asService((trx) => dropOvertaken(trx, now))
    },
  }
}

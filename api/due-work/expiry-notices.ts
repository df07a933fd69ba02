import { day, hour } from '#domain/clock.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import type { Letter } from '../mail/letters.ts'
import { findLinesToTell, type LineToTell, placeAfter, type Search } from './expiry-notices.sql.ts'
import { type ExpiryWindow, expiryWindows } from './expiry-thresholds.ts'
import type { DueWorkHouse, Job } from './index.ts'

const batch = 200

/** Warns before an own password ends, and says once that it has ended (guide 2.3.2; E19). */
export function expiryNotices({ cellar, clock, config, outbox }: DueWorkHouse): Job {
  /** When everything was last looked through, and when what had newly become due. */
  let wholeAt = Number.NEGATIVE_INFINITY
  let newAt: Date | undefined

  /** Tells one batch of each search; returns the searches that may find more. */
  function tell(searches: Search[], now: Date, portal: string): Promise<Search[]> {
    return cellar.asService(async (trx) => {
      const unfinished: Search[] = []
      for (const search of searches) {
        const lines = await findLinesToTell(trx, search, batch)
        for (const line of lines) {
          await outbox.queue(trx, {
            companyId: line.company_id,
            to: line.email,
            language: line.language,
            timeZone: line.time_zone,
            letter: letterFor(line, now, portal),
            dedupeKey: line.dedupe_key,
          })
        }
        const last = lines.at(-1)
        if (last && lines.length === batch) unfinished.push({ ...search, from: { ends: last.ends, lineId: last.id } })
      }
      return unfinished
    })
  }

  return {
    name: 'expiry notices',
    async run(mayGoOn) {
      const portal = config.publicUrl
      // Before the server listens nobody knows where people reach it.
      if (portal === undefined) return
      const now = clock()
      // Once an hour everything: an address verified late is told too. In between only what has become due.
      const whole = Math.abs(now.getTime() - wholeAt) >= hour
      let searches = expiryWindows(now, whole ? undefined : newAt).map(searchFor)
      while (searches.length > 0) {
        if (!mayGoOn()) return
        searches = await tell(searches, now, portal)
      }
      newAt = now
      if (whole) wholeAt = now.getTime()
    },
  }
}

/** `expiry:<line>:<end>:<days>` and `expired:<line>:<end>`. */
const searchFor = ({ notice, after, until }: ExpiryWindow): Search => ({
  from: placeAfter(after),
  until,
  prefix: notice === 0 ? 'expired' : 'expiry',
  suffix: notice === 0 ? '' : `:${notice}`,
})

function letterFor({ number, ends }: LineToTell, now: Date, portal: string): Letter {
  const maskedNumber = maskPhoneNumber(number as PhoneNumber)
  const days = Math.ceil((ends.getTime() - now.getTime()) / day)
  return days > 0
    ? { name: 'expiry-warning', facts: { maskedNumber, days, expiresAt: ends, portal } }
    : { name: 'password-expired', facts: { maskedNumber, portal } }
}

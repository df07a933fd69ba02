import { day } from '#domain/clock.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import type { Letter } from '../mail/letters.ts'
import { findLinesToTell, type LineToTell } from './expiry-notices.sql.ts'
import { type ExpiryWindow, expiryWindows } from './expiry-thresholds.ts'
import type { DueWorkHouse, Job } from './index.ts'

const batch = 200

/** Warns before an own password ends, and says once that it has ended (guide 2.3.2; E19). */
export function expiryNotices({ cellar, clock, config, outbox }: DueWorkHouse): Job {
  /** Tells one batch; returns how many lines there were. */
  function tell(window: ExpiryWindow, now: Date, portal: string): Promise<number> {
    const { notice, after, until } = window
    const key = notice === 0 ? { prefix: 'expired', suffix: '' } : { prefix: 'expiry', suffix: `:${notice}` }
    return cellar.asService(async (trx) => {
      const lines = await findLinesToTell(trx, { ...key, after, until, limit: batch })
      for (const line of lines) {
        await outbox.queue(trx, {
          companyId: line.company_id,
          to: line.email,
          language: line.language,
          letter: letterFor(line, now, portal),
          dedupeKey: line.dedupe_key,
        })
      }
      return lines.length
    })
  }

  return {
    name: 'expiry notices',
    async run(mayGoOn) {
      const portal = config.publicUrl
      // Before the server listens nobody knows where people reach it.
      if (portal === undefined) return
      const now = clock()
      for (const window of expiryWindows(now)) {
        while (mayGoOn() && (await tell(window, now, portal)) === batch);
      }
    },
  }
}

function letterFor({ number, ends }: LineToTell, now: Date, portal: string): Letter {
  const maskedNumber = maskPhoneNumber(number as PhoneNumber)
  const days = Math.ceil((ends.getTime() - now.getTime()) / day)
  return days > 0
    ? { name: 'expiry-warning', facts: { maskedNumber, days, expiresAt: ends, portal } }
    : { name: 'password-expired', facts: { maskedNumber, portal } }
}

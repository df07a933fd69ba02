import type { Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'
import { maskPhoneNumber } from '#domain/phone-number.ts'
import type { House } from '../house.ts'
import type { Account } from './account.sql.ts'

type Change = 'passkey-added' | 'passkey-removed' | 'totp-added' | 'totp-removed'

/** Whoever can sign in was changed: the owner hears of it by mail (spec/security 2.2). */
export async function tellSecondFactor(
  house: House,
  trx: Transaction<Tables>,
  account: Account,
  what: Change,
): Promise<void> {
  if (!account.email || account.email_status !== 'verified') return
  await house.outbox.queue(trx, {
    companyId: account.company_id,
    to: account.email,
    language: account.language,
    timeZone: account.time_zone,
    letter: {
      name: 'security-change',
      facts: {
        what,
        at: house.clock(),
        maskedNumber: maskPhoneNumber(account.number as never),
        supportNumber: house.config.brand.supportNumber,
      },
    },
  })
}

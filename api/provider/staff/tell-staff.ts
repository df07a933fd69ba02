import type { Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'
import type { StaffSecurityChange } from '#translations/mail.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'

type Person = { readonly email: string; readonly name: string; readonly language: 'it' | 'en' }

/**
 * What one of the provider's people signs in with was changed: that person hears of it by mail, in case it was somebody
 * else (spec/security 2.9; ASVS 5.0 6.3.7). `by` names the colleague who did it, where it was one.
 */
export const tellStaff = (
  house: House,
  trx: Transaction<Tables>,
  { email, name, language }: Person,
  caller: Caller,
  what: StaffSecurityChange,
  by: string | null = null,
): Promise<void> =>
  house.outbox.queue(trx, {
    companyId: null,
    to: email,
    language,
    letter: {
      name: 'staff-security-change',
      facts: { what, name, by, at: house.clock(), device: caller.label, ip: caller.ip },
    },
  })

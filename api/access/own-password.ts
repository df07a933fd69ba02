import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Tables } from '#database/tables.ts'
import { waitsForApproval } from '#domain/access/approval.ts'
import { addDays } from '#domain/clock.ts'
import { maskPhoneNumber } from '#domain/phone-number.ts'
import type { House } from '../house.ts'
import type { Caller } from '../http/visit.ts'
import { portalAddress } from '../provider/deliver-credentials.ts'
import { type Account, changeCredential, changeLine, findApprovers, insertActivation } from './account.sql.ts'
import type { PasswordHash } from './hasher.ts'
import { historyAfterChange } from './password-policy.ts'

/**
 * The one gate through which an own password is written (invariant I2: only by its owner). Leaves sessions to
 * the caller; records the activation of a line that had none, and tells by mail where there is an address.
 */
export async function writeOwnPassword(
  house: House,
  trx: Transaction<Tables>,
  caller: Caller,
  account: Account,
  made: PasswordHash,
  by: 'password' | 'invitation' = 'password',
): Promise<void> {
  const now = house.clock()
  await changeCredential(trx, account.id, {
    password_hash: made.hash,
    pepper_id: made.pepperId,
    history: historyAfterChange(account),
  })
  await changeLine(trx, account.id, {
    credential: 'own',
    credential_set_at: now,
    credential_expires_at: account.password_expiry_days === null ? null : addDays(now, account.password_expiry_days),
    // The first own password also settles the language: the one its owner reads at the door.
    ...(account.activated_at ? {} : { activated_at: now, language: spokenBy(account, caller) }),
  })
  if (account.credential !== 'own') await noteActivation(house, trx, caller, account, by)
  if (account.email && account.email_status === 'verified') {
    await house.outbox.queue(trx, {
      companyId: account.company_id,
      to: account.email,
      language: account.language,
      timeZone: account.time_zone,
      letter: {
        name: 'password-changed',
        facts: {
          maskedNumber: maskPhoneNumber(account.number as never),
          at: now,
          device: caller.label,
          supportNumber: house.config.brand.supportNumber,
        },
      },
    })
  }
}

/** The language of the page, where the contract offers it. */
const spokenBy = ({ company_languages: offered }: Account, { language }: Caller): 'it' | 'en' =>
  offered.includes(language) ? language : (offered[0] ?? 'it')

/** A row in the administrator's list at once; for an administrator's own line, a letter to the contract's contact (1.4.8). */
async function noteActivation(
  house: House,
  trx: Transaction<Tables>,
  caller: Caller,
  account: Account,
  by: 'password' | 'invitation',
): Promise<void> {
  const now = house.clock()
  await insertActivation(trx, {
    id: randomUUID(),
    company_id: account.company_id,
    line_id: account.id,
    at: now,
    ip: caller.ip,
    label: caller.label,
    secret: by === 'invitation' ? by : account.credential === 'shared' ? 'shared' : 'temporary',
  })
  house.live.tell(trx, { companyId: account.company_id, lineId: account.id, topic: 'activation' })
  await askApproval(house, trx, account, now)
  if (account.role === 'administrator' && !account.activated_at && account.contact_email) {
    await house.outbox.queue(trx, {
      companyId: account.company_id,
      to: account.contact_email,
      language: account.language,
      letter: {
        name: 'administrator-activated',
        facts: {
          number: account.number,
          name: account.name,
          at: now,
          ip: caller.ip,
          supportNumber: house.config.brand.supportNumber,
        },
      },
    })
  }
}

/** Where each activation is approved (1.4.13): a letter at once, though not more than one an hour when a whole office begins. */
async function askApproval(house: House, trx: Transaction<Tables>, account: Account, now: Date): Promise<void> {
  if (
    !waitsForApproval(
      { role: account.role, activatedAt: account.activated_at ?? now, activationConfirmedAt: null },
      account.approve_since,
    )
  )
    return
  const { number, name } = account
  for (const { id, email, language } of await findApprovers(trx, account)) {
    await house.outbox.queue(trx, {
      companyId: account.company_id,
      to: email,
      language,
      letter: { name: 'activation-waiting', facts: { number, name, at: now, portal: portalAddress(house.config) } },
      dedupeKey: `approve:${id}:${now.toISOString().slice(0, 13)}`,
    })
  }
}

import type { Transaction } from '#database/connect.ts'
import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { searchTextWithEmail } from '#domain/directory/search-text.ts'
import type { EmailAddress } from '#domain/email-address.ts'
import type { House } from '../../house.ts'
import {
  endEverythingOf,
  type LineToRestore,
  type OtherAdministrator,
  writeRestoredLine,
} from '../support-restore.sql.ts'
import { sendSecret, tellRestored, type WayOfSecret } from '../support-restore-letters.ts'
import type { TemporarySecret } from '../temporary-secret.ts'
import { closeServiceRequestsOf } from './service-request.sql.ts'

type ToRestore = {
  readonly requestId: string
  readonly line: LineToRestore
  readonly others: readonly OtherAdministrator[]
  /** Null: the line keeps its confirmed address, which support does not replace. */
  readonly email: EmailAddress | null
  readonly secret: WayOfSecret
  readonly made: TemporarySecret
  readonly by: { readonly id: string | null; readonly name: string }
  readonly now: Date
}

/**
 * What a restore does to a line (spec/security 2.2 `support_restore`): a temporary password of 72 hours, the e-mail
 * waiting to be confirmed, everything older ended; the secret to the contract’s contact, the news to everybody.
 */
export async function restoreLine(house: House, trx: Transaction, restore: ToRestore) {
  const { requestId, line, others, email, secret, made, by, now } = restore
  const expiresAt = temporaryPasswordExpiry('support', now)
  await writeRestoredLine(
    trx,
    line.id,
    {
      credential: 'temporary',
      credential_set_at: now,
      credential_expires_at: expiresAt,
      email_next: null,
      ...(email && withEmail(line, email)),
    },
    { ...made.made, history: historyOf(line) },
  )
  await endEverythingOf(trx, line.id, now)
  house.sessions.forget(trx, line.id)
  await sendSecret(house, trx, line, secret, made.temporaryPassword)
  await tellRestored(house, trx, { requestId, line, others, now })
  await closeServiceRequestsOf(trx, line.id, ['reset-without-email', 'restore-blocked'], by, now)
  return { expiresAt, emailRecorded: email !== null }
}

const withEmail = (line: LineToRestore, email: EmailAddress) =>
  ({
    email,
    email_status: 'pending',
    email_source: 'support',
    search_text: searchTextWithEmail(line.search_text, email),
  }) as const

/** The own password that support replaces may not come back as a new one (spec/security 3.1.2c). */
const historyOf = ({ credential, password_hash, history }: LineToRestore): string[] =>
  credential === 'own' && password_hash ? [password_hash, ...history].slice(0, 4) : history

import type { Transaction } from '#database/connect.ts'
import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { searchTextWithEmail } from '#domain/directory/search-text.ts'
import { type EmailAddress, readEmailAddress } from '#domain/email-address.ts'
import { type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import { flawOfRestore, type RestoreRequest } from '#domain/provider/support-restore.ts'
import type { House } from '../house.ts'
import { audit } from './audit.ts'
import * as sql from './support-restore.sql.ts'
import { sendRestoreLetters, type WayOfSecret, wayOfSecret } from './support-restore-letters.ts'
import { makeTemporarySecret } from './temporary-secret.ts'

export type SupportRestore = RestoreRequest & {
  /** Of the administrator who called. */
  readonly number: string
  /** The e-mail the caller gives; it waits to be confirmed. */
  readonly email: string
  /** Told on the telephone instead of sent to the contract's contact; shown once and written down. */
  readonly spoken: boolean
}

export type Restored = {
  readonly company: string
  readonly number: PhoneNumber
  readonly name: string
  readonly temporaryPassword: string
  readonly expiresAt: Date
  readonly secret: WayOfSecret
  /** False: the line had a confirmed address, which support does not replace. */
  readonly emailRecorded: boolean
}

/**
 * Gives an administrator who cannot enter any more a temporary password and an e-mail (guide 2.4, last paragraph;
 * spec/security 2.9). Two people, a ticket; everything older is ended; whoever answers for the company is told.
 * @throws {Refusal}
 */
export async function restoreBySupport(house: House, request: SupportRestore): Promise<Restored> {
  const { cellar, clock, sessions } = house
  const number = readPhoneNumber(request.number)
  if (number === undefined) throw new Refusal('number-unknown', { number: request.number })
  const email = readEmailAddress(request.email)
  if (email === undefined) throw new Refusal('email-invalid', { value: request.email })
  const { temporaryPassword, made } = await makeTemporarySecret(house, number)
  return cellar.asService(async (trx) => {
    const now = clock()
    const line = await sql.lockLineToRestore(trx, number)
    if (!line) throw new Refusal('number-unknown', { number })
    const others = await requireAllowed(trx, request, line, now)
    const secret = wayOfSecret(house, line, request.spoken)
    const expiresAt = temporaryPasswordExpiry('support', now)
    const emailRecorded = line.email_status !== 'verified'
    await sql.writeRestoredLine(
      trx,
      line.id,
      {
        credential: 'temporary',
        credential_set_at: now,
        credential_expires_at: expiresAt,
        email_next: null,
        ...(emailRecorded && withEmail(line, email)),
      },
      { ...made, history: historyOf(line) },
    )
    await sql.endEverythingOf(trx, line.id, now)
    sessions.forget(trx, line.id)
    await sendRestoreLetters(house, trx, { line, others, secret, temporaryPassword, now })
    await writeDown(trx, request, line, secret, now)
    return { company: line.company_name, number, name: line.name, temporaryPassword, expiresAt, secret, emailRecorded }
  })
}

async function requireAllowed(trx: Transaction, request: SupportRestore, line: sql.LineToRestore, now: Date) {
  if (line.company_closed_at) throw new Refusal('company-closed')
  const others = await sql.findOtherAdministrators(trx, line, now)
  const reachable = others.filter((other) => other.canAnswer).map((other) => other.number)
  const consentOf = request.consentOf === null ? null : (readPhoneNumber(request.consentOf) ?? request.consentOf)
  const flaw = flawOfRestore({ ...request, consentOf }, { line, reachableAdministrators: reachable }, now)
  if (flaw) throw new Refusal(flaw, { number: flaw === 'other-administrator' ? (reachable[0] ?? '') : line.number })
  return others
}

const withEmail = (line: sql.LineToRestore, email: EmailAddress) =>
  ({
    email,
    email_status: 'pending',
    email_source: 'support',
    search_text: searchTextWithEmail(line.search_text, email),
  }) as const

/** The own password that support replaces may not come back as a new one (spec/security 3.1.2c). */
const historyOf = ({ credential, password_hash, history }: sql.LineToRestore): string[] =>
  credential === 'own' && password_hash ? [password_hash, ...history].slice(0, 4) : history

/** In the company's log, where its administrators can see it, and in the provider's own (2.9). */
async function writeDown(
  trx: Transaction,
  request: SupportRestore,
  line: sql.LineToRestore,
  secret: WayOfSecret,
  now: Date,
) {
  for (const companyId of [line.company_id, null]) {
    await audit(trx, now, {
      companyId,
      actor: { id: null, name: request.requestedBy.trim(), role: 'support' },
      subjectId: line.id,
      action: 'line.restored-by-support',
      facts: {
        ticket: request.ticket.trim(),
        approvedBy: request.approvedBy.trim(),
        secret: typeof secret === 'string' ? secret : Object.keys(secret).join(),
        consentOf: request.consentOf,
      },
    })
  }
}

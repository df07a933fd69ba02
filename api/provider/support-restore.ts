import { randomUUID } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import { type EmailAddress, readEmailAddress } from '#domain/email-address.ts'
import { type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import { flawOfRestore, type RestoreRequest } from '#domain/provider/support-restore.ts'
import type { House } from '../house.ts'
import { audit } from './audit.ts'
import { changeRestore, findWaitingRestore, insertRestore } from './restores/restore.sql.ts'
import { restoreLine } from './restores/restore-line.ts'
import * as sql from './support-restore.sql.ts'
import { type WayOfSecret, wayOfSecret } from './support-restore-letters.ts'
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
 * The command of the machine: gives an administrator who cannot enter any more a temporary password and an e-mail
 * (guide 2.4, last paragraph; spec/security 2.9), with the names of two people. What happens to the line is what
 * `restores/decide-restore.ts` does at the desk, and a request is kept of it as of those.
 * @throws {Refusal}
 */
export async function restoreBySupport(house: House, request: SupportRestore): Promise<Restored> {
  const { cellar, clock } = house
  const number = readPhoneNumber(request.number)
  if (number === undefined) throw new Refusal('number-unknown', { number: request.number })
  const email = readEmailAddress(request.email)
  if (email === undefined) throw new Refusal('email-invalid', { value: request.email })
  const made = await makeTemporarySecret(house, number)
  return cellar.asService(async (trx) => {
    const now = clock()
    const line = await sql.lockLineToRestore(trx, number)
    if (!line) throw new Refusal('number-unknown', { number })
    const others = await requireAllowed(trx, request, line, now)
    const secret = wayOfSecret(house, line, request.spoken)
    const requestId = await writeRequest(trx, request, line, { email, secret, now })
    const about = { requestId, line, others, email: line.email_status === 'verified' ? null : email, secret }
    const done = await restoreLine(house, trx, { ...about, made, by: byNames(request), now })
    await changeRestore(trx, requestId, { password_ends_at: done.expiresAt, ...(request.spoken && { spoken_at: now }) })
    await writeDown(trx, request, line, secret, now)
    const { temporaryPassword } = made
    return { company: line.company_name, number, name: line.name, temporaryPassword, secret, ...done }
  })
}

const byNames = ({ approvedBy }: SupportRestore) => ({ id: null, name: approvedBy.trim() })

async function requireAllowed(trx: Transaction, request: SupportRestore, line: sql.LineToRestore, now: Date) {
  if (line.company_state === 'closed') throw new Refusal('company-closed')
  const others = await sql.findOtherAdministrators(trx, line, now)
  const reachable = others.filter((other) => other.canAnswer).map((other) => other.number)
  const consentOf = request.consentOf === null ? null : (readPhoneNumber(request.consentOf) ?? request.consentOf)
  const flaw = flawOfRestore({ ...request, consentOf }, { line, reachableAdministrators: reachable }, now)
  if (flaw) throw new Refusal(flaw, { number: flaw === 'other-administrator' ? (reachable[0] ?? '') : line.number })
  return others
}

/** Asked and approved in one go. What somebody asked at the desk meanwhile is answered by it. */
async function writeRequest(
  trx: Transaction,
  request: SupportRestore,
  line: sql.LineToRestore,
  { email, secret, now }: { email: EmailAddress; secret: WayOfSecret; now: Date },
): Promise<string> {
  const waiting = await findWaitingRestore(trx, line.id)
  if (waiting) await changeRestore(trx, waiting.id, { state: 'withdrawn', decided_at: now })
  const id = randomUUID()
  await insertRestore(trx, {
    id,
    company_id: line.company_id,
    line_id: line.id,
    state: 'approved',
    ticket: request.ticket.trim(),
    reason: '',
    // The command asks for none: whoever runs it answers for them.
    checks: [],
    email: line.email_status === 'verified' ? null : email,
    way: secret === 'spoken' ? 'spoken' : 'email' in secret ? 'email' : 'sms',
    requested_by_name: request.requestedBy.trim(),
    requested_at: request.requestedAt ?? now,
    expires_at: now,
    decided_by_name: request.approvedBy.trim(),
    decided_at: now,
  })
  return id
}

/** In the company's log, where its administrators can see it, and in the provider's own (2.9). */
async function writeDown(
  trx: Transaction,
  request: SupportRestore,
  line: sql.LineToRestore,
  secret: WayOfSecret,
  now: Date,
) {
  const facts = {
    ticket: request.ticket.trim(),
    approvedBy: request.approvedBy.trim(),
    secret: typeof secret === 'string' ? secret : Object.keys(secret).join(),
    consentOf: request.consentOf,
  }
  const about = { customerId: line.company_id, customer: line.company_name }
  for (const companyId of [line.company_id, null]) {
    await audit(trx, now, {
      companyId,
      actor: { id: null, name: request.requestedBy.trim(), role: 'support' },
      subjectId: line.id,
      action: 'line.restored-by-support',
      facts: companyId === null ? { ...facts, ...about } : facts,
    })
  }
}

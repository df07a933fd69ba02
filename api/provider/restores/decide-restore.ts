import type { Transaction } from '#database/connect.ts'
import type { EmailAddress } from '#domain/email-address.ts'
import { Problem } from '#domain/problem.ts'
import { flawOfAsking, flawOfRestore, waitsUntil } from '#domain/provider/support-restore.ts'
import type { House } from '../../house.ts'
import type { StaffVisit } from '../../http/visit.ts'
import { type AuditAction, auditByStaff } from '../audit.ts'
import {
  findLineToRestore,
  findOtherAdministrators,
  type LineToRestore,
  lockLineToRestore,
} from '../support-restore.sql.ts'
import { secretBy } from '../support-restore-letters.ts'
import { makeTemporarySecret } from '../temporary-secret.ts'
import { requireRequest } from './requests.ts'
import {
  changeRestore,
  findNumberOfRestore,
  lockRestore,
  type RestoreRow,
  replaceTemporarySecret,
} from './restore.sql.ts'
import { restoreLine } from './restore-line.ts'

/*
 * One request (spec/security 2.9). Time alone leads to `expired`.
 *
 *   waiting ──approve (B ≠ A, consent or a day)──► approved ──"Blocca" (7 d)──► approved, stopped
 *      │  ├──refuse (B ≠ A)──► refused
 *      │  ├──withdraw (A)──► withdrawn
 *      │  └──"Blocca"──► blocked
 *      └──3 d──► expired
 */

/**
 * Agent B approves: the temporary password is made, everything older ended, the secret and the notices leave.
 * @throws {Problem} not-found, restore.same-person, restore.decided, restore.refused, busy
 */
export async function approveRestore(house: House, visit: StaffVisit, restoreId: string) {
  const { staff } = visit
  const { made, number } = await makeSecretFor(house, restoreId)
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    // The line before the request, as the letters' links do: two who answer at once never wait for each other.
    const line = await lockLineToRestore(trx, number)
    const request = await lockWaiting(trx, restoreId, now)
    if (!line) throw new Problem('not-found')
    if (request.requested_by === staff.id) throw new Problem('restore.same-person')
    const others = await requireApprovable(trx, { request, line, approver: staff.id }, now)
    const secret = secretBy(house, line, request.way)
    if (!secret) throw new Problem('restore.refused', { reason: 'way-missing' })
    await changeRestore(trx, restoreId, {
      state: 'approved',
      decided_by: staff.id,
      decided_by_name: staff.name,
      decided_at: now,
    })
    // Confirmed since it was asked: the owner's own address stays.
    const email = line.email_status === 'verified' ? null : (request.email as EmailAddress | null)
    const done = await restoreLine(house, trx, {
      ...{ requestId: restoreId, line, others, email, secret, made, now },
      by: { id: staff.id, name: staff.name },
    })
    await changeRestore(trx, restoreId, { password_ends_at: done.expiresAt })
    await writeDown(trx, visit, { request, line, now }, 'line.restored-by-support', {
      secret: request.way,
      requestedBy: request.requested_by_name,
      approvedBy: staff.name,
      consentOf: request.consent_of ? (others.find(({ id }) => id === request.consent_of)?.number ?? null) : null,
    })
  })
  return requireRequest(house, staff, restoreId)
}

async function makeSecretFor(house: House, restoreId: string) {
  const found = await house.cellar.asService((trx) => findNumberOfRestore(trx, restoreId), { readOnly: true })
  if (!found) throw new Problem('not-found')
  return { number: found.number, made: await makeTemporarySecret(house, found.number) }
}

async function lockWaiting(trx: Transaction, restoreId: string, now: Date): Promise<RestoreRow> {
  const request = await lockRestore(trx, restoreId)
  if (!request) throw new Problem('not-found')
  if (request.state !== 'waiting' || request.expires_at <= now) throw new Problem('restore.decided')
  return request
}

/** The same rules as for the command, with accounts of staff in place of names. */
async function requireApprovable(
  trx: Transaction,
  { request, line, approver }: { request: RestoreRow; line: LineToRestore; approver: string },
  now: Date,
) {
  const { role, account, company_state: companyState } = line
  const flaw = flawOfAsking({ role, account, companyState, waiting: false })
  if (flaw) throw new Problem('restore.refused', { reason: flaw })
  const others = await findOtherAdministrators(trx, line, now)
  const reachable = others.filter(({ canAnswer }) => canAnswer)
  const agreed = reachable.find(({ id }) => id === request.consent_of)
  const refused = flawOfRestore(
    {
      ticket: request.ticket,
      requestedBy: request.requested_by ?? '',
      approvedBy: approver,
      requestedAt: request.requested_at,
      consentOf: agreed?.number ?? null,
    },
    { line, reachableAdministrators: reachable.map(({ number }) => number) },
    now,
  )
  if (refused === 'waiting-not-over') {
    throw new Problem('restore.refused', { reason: refused, until: waitsUntil(request.requested_at).toISOString() })
  }
  if (refused) throw new Problem('restore.refused', { reason: refused })
  return others
}

/** @throws {Problem} not-found, restore.same-person, restore.decided */
export async function refuseRestore(house: House, visit: StaffVisit, restoreId: string, reason: string) {
  const { staff } = visit
  await deciding(house, restoreId, async (trx, request, line, now) => {
    if (request.requested_by === staff.id) throw new Problem('restore.same-person')
    await changeRestore(trx, restoreId, {
      state: 'refused',
      decided_by: staff.id,
      decided_by_name: staff.name,
      decided_at: now,
      refusal: reason,
    })
    await writeDown(trx, visit, { request, line, now }, 'restore.refused', { reason })
  })
  return requireRequest(house, staff, restoreId)
}

/** Whoever asked takes it back: a slip, or the caller has found the password. @throws {Problem} not-found, restore.decided */
export async function withdrawRestore(house: House, visit: StaffVisit, restoreId: string) {
  const { staff } = visit
  await deciding(house, restoreId, async (trx, request, line, now) => {
    if (request.requested_by !== staff.id) throw new Problem('not-found')
    await changeRestore(trx, restoreId, {
      state: 'withdrawn',
      decided_by: staff.id,
      decided_by_name: staff.name,
      decided_at: now,
    })
    await writeDown(trx, visit, { request, line, now }, 'restore.withdrawn', {})
  })
  return requireRequest(house, staff, restoreId)
}

async function deciding(
  house: House,
  restoreId: string,
  work: (trx: Transaction, request: RestoreRow, line: LineToRestore, now: Date) => Promise<void>,
): Promise<void> {
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const request = await lockWaiting(trx, restoreId, now)
    const line = await findLineToRestore(trx, { id: request.line_id })
    if (!line) throw new Problem('not-found')
    await work(trx, request, line, now)
  })
}

/**
 * "Comunicata a voce": the one who asked sees the password once, and both logs say so (2.9). The approval's own password
 * was never shown to anybody; this one takes its place and ends when that would have.
 * @throws {Problem} not-found, restore.decided, busy
 */
export async function speakPassword(house: House, visit: StaffVisit, restoreId: string) {
  const { staff } = visit
  const { made, number } = await makeSecretFor(house, restoreId)
  return house.cellar.asService(async (trx) => {
    const now = house.clock()
    const line = await lockLineToRestore(trx, number)
    const request = await lockRestore(trx, restoreId)
    if (!request || !line || request.requested_by !== staff.id) throw new Problem('not-found')
    const ends = request.password_ends_at
    const open = request.state === 'approved' && request.way === 'spoken' && !request.spoken_at && !request.stopped_at
    if (!open || !ends || ends <= now || line.credential !== 'temporary' || line.account !== 'live')
      throw new Problem('restore.decided')
    await changeRestore(trx, restoreId, { spoken_at: now })
    await replaceTemporarySecret(trx, line.id, made.made)
    await writeDown(trx, visit, { request, line, now }, 'restore.password-spoken', {})
    return { temporaryPassword: made.temporaryPassword, expiresAt: ends.toISOString(), number }
  })
}

const writeDown = (
  trx: Transaction,
  { staff, caller }: StaffVisit,
  { request, line, now }: { request: RestoreRow; line: LineToRestore; now: Date },
  action: AuditAction,
  facts: Record<string, string | null>,
) =>
  auditByStaff(trx, now, { staff, caller }, action, {
    customer: { id: line.company_id, name: line.company_name },
    subjectId: line.id,
    facts: { ticket: request.ticket, ...facts },
  })

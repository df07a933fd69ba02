import type { Transaction } from '#database/connect.ts'
import { searchTextWithEmail } from '#domain/directory/search-text.ts'
import { type EmailAddress, mailboxKey } from '#domain/email-address.ts'
import { Problem } from '#domain/problem.ts'
import { waitsUntil } from '#domain/provider/support-restore.ts'
import { changeLine } from '../../access/account.sql.ts'
import { digest } from '../../access/hasher.ts'
import type { House } from '../../house.ts'
import type { Caller } from '../../http/visit.ts'
import { type AuditAction, audit } from '../audit.ts'
import {
  endEverythingOf,
  findOtherAdministrators,
  type LineToRestore,
  lockLineToRestore,
} from '../support-restore.sql.ts'
import { tellStopped } from '../support-restore-letters.ts'
import {
  changeRestore,
  dropFactorsSince,
  type FoundRestoreLink,
  findRestoreLink,
  lockRestore,
  type RestoreRow,
} from './restore.sql.ts'
import { openServiceRequest } from './service-request.sql.ts'

/** Whoever has the mailbox of a letter about a restore answers it with its link, without signing in (spec/security 2.9). */

type Typed = { readonly token: string }

/** Opening the page changes nothing: scanners of mail open pages too. @throws {Problem} link.invalid, throttled */
export async function lookAtRestore(house: House, caller: Caller, typed: Typed) {
  const link = await requireLink(house, caller, typed)
  const now = house.clock()
  const waiting = link.state === 'waiting' && link.expires_at > now
  const stopped = link.state === 'blocked' || link.stopped_at !== null
  return {
    state: stopped
      ? ('stopped' as const)
      : waiting
        ? ('waiting' as const)
        : link.state === 'approved'
          ? ('approved' as const)
          : ('over' as const),
    number: link.number,
    name: link.name,
    company: link.company_name,
    ticket: link.ticket,
    requestedAt: link.requested_at.toISOString(),
    notBefore: waitsUntil(link.requested_at).toISOString(),
    consented: link.consent_at !== null,
    mayConsent: waiting && link.consent_at === null && isAdministrator(link),
  }
}

async function requireLink(house: House, caller: Caller, { token }: Typed): Promise<FoundRestoreLink> {
  const { cellar, clock, throttles } = house
  await throttles.beforeLink(caller.ip)
  const link = await cellar.asService((trx) => findRestoreLink(trx, digest(token), clock()), { readOnly: true })
  if (link) return link
  await throttles.linkFailed(caller.ip)
  throw new Problem('link.invalid')
}

/** Still what they were when the letter went out. */
const isAdministrator = (link: FoundRestoreLink): boolean =>
  link.administrator_id !== null && link.administrator_role === 'administrator' && link.administrator_account === 'live'

/** "Acconsento": nobody has to wait a day any more. @throws {Problem} link.invalid, throttled, restore.decided */
export async function consentToRestore(house: House, caller: Caller, typed: Typed): Promise<undefined> {
  const link = await requireLink(house, caller, typed)
  if (!isAdministrator(link)) throw new Problem('link.invalid')
  await answering(house, link, async (trx, request, _line, now) => {
    if (request.state !== 'waiting' || request.expires_at <= now) throw new Problem('restore.decided')
    if (request.consent_at) return
    await changeRestore(trx, request.id, { consent_of: link.administrator_id, consent_at: now })
    await writeDown(trx, caller, link, 'restore.consented', now)
  })
}

/**
 * "Blocca": before the approval there will be none; after it whoever was let in is out, the password is over, and what
 * they could come back with is taken away. Either way the desk looks at it.
 * @throws {Problem} link.invalid, throttled, restore.decided
 */
export async function stopRestore(house: House, caller: Caller, typed: Typed) {
  const link = await requireLink(house, caller, typed)
  return answering(house, link, async (trx, request, line, now) => {
    if (request.state === 'blocked') return { stopped: 'request' as const }
    if (request.stopped_at) return { stopped: 'access' as const }
    const waiting = request.state === 'waiting' && request.expires_at > now
    if (!waiting && request.state !== 'approved') throw new Problem('restore.decided')
    if (line.account === 'closed') throw new Problem('restore.decided')
    const others = await findOtherAdministrators(trx, line, now)
    if (waiting) await changeRestore(trx, request.id, { state: 'blocked', decided_at: now, stopped_at: now })
    else await freeze(house, trx, request, line, now)
    await tellStopped(house, trx, { line, others, now })
    const { company_id: companyId, id: lineId } = line
    await openServiceRequest(trx, { companyId, lineId, kind: 'restore-blocked' }, now)
    await writeDown(trx, caller, link, 'restore.blocked', now)
    return { stopped: waiting ? ('request' as const) : ('access' as const) }
  })
}

async function freeze(house: House, trx: Transaction, request: RestoreRow, line: LineToRestore, now: Date) {
  await changeRestore(trx, request.id, { stopped_at: now })
  await changeLine(trx, line.id, {
    credential_expires_at: now,
    email_next: null,
    // With an address of theirs "Reset Password" would let them in again.
    ...(isAddressOf(request, line) && {
      email: null,
      email_status: 'none',
      email_source: null,
      search_text: searchTextWithEmail(line.search_text, null),
    }),
  })
  await dropFactorsSince(trx, line.id, request.decided_at ?? request.requested_at)
  await endEverythingOf(trx, line.id, now)
  house.sessions.forget(trx, line.id)
}

const isAddressOf = (request: RestoreRow, line: LineToRestore): boolean =>
  request.email !== null &&
  line.email !== null &&
  (line.email_status === 'pending' ||
    mailboxKey(line.email as EmailAddress) === mailboxKey(request.email as EmailAddress))

async function answering<T>(
  house: House,
  link: FoundRestoreLink,
  work: (trx: Transaction, request: RestoreRow, line: LineToRestore, now: Date) => Promise<T>,
): Promise<T> {
  return house.cellar.asService(async (trx) => {
    const now = house.clock()
    const line = await lockLineToRestore(trx, link.number)
    const request = await lockRestore(trx, link.request_id)
    if (!line || !request) throw new Problem('link.invalid')
    return work(trx, request, line, now)
  })
}

/** By the administrator whose mailbox it was, or by somebody with the contract's or the line's own: nobody signed in. */
async function writeDown(trx: Transaction, caller: Caller, link: FoundRestoreLink, action: AuditAction, now: Date) {
  const { administrator_id: id, administrator_name: name } = link
  const actor = id
    ? { id, name: name ?? '', role: 'administrator' as const }
    : { id: null, name: '', role: 'unknown' as const }
  const about = { customerId: link.company_id, customer: link.company_name }
  for (const companyId of [link.company_id, null]) {
    await audit(trx, now, {
      companyId,
      actor,
      subjectId: link.line_id,
      action,
      facts: companyId === null ? { ticket: link.ticket, ...about } : { ticket: link.ticket },
      ip: caller.ip,
      requestId: caller.requestId,
    })
  }
}

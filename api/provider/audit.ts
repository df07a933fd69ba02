import type { Kysely, Transaction } from 'kysely'
import type { ActorRole, AuditFacts, Tables } from '#database/tables.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { Caller } from '../http/visit.ts'
import { type AuditEvent, insertAuditEvent } from './audit.sql.ts'
import type { LiveStaff } from './staff/staff-sessions.ts'

type Db = Kysely<Tables> | Transaction<Tables>

/** Everything that is written down (spec/security 4.6); the words are in `translations/<language>/activity.ts`. */
export const auditActions = [
  'company.activated',
  'draft.created',
  'draft.deleted',
  'draft.lines-imported',
  'lines.imported',
  'sign-in',
  'sign-in.second-factor',
  'sign-in.resumed',
  'sign-out',
  'view.switched',
  'password.changed',
  'password.reset-requested',
  'password.reset',
  'password.temporary-set',
  'password.shared-rotated',
  'line.activated',
  'line.restored-by-support',
  'delivery.sent-again',
  'delivery.by-hand',
  'restore.requested',
  'restore.refused',
  'restore.withdrawn',
  'restore.expired',
  'restore.consented',
  'restore.blocked',
  'restore.password-spoken',
  'request.closed',
  'support.code-made',
  'support.code-revoked',
  'support.diagnosis-opened',
  'support.visit-ended',
  'support.change-proposed',
  'support.change-accepted',
  'support.change-refused',
  'email.entered',
  'email.verified',
  'email.change-requested',
  'email.changed',
  'email.change-undone',
  'pin.changed',
  'second-factor.added',
  'second-factor.removed',
  'session.stepped-up',
  'session.ended',
  'sessions.ended',
  'remember.revoked',
  'acting.started',
  'acting.ended',
  'directory.exported',
  'bulk.started',
  'sheets.printed',
  'first-access.reminded',
  'first-access.closed',
  'first-access.reopened',
  'line.invited',
  'line.moved',
  'line.reopened',
  'activation.confirmed',
  'activation.proved',
  'first-access.settings-changed',
  'line.suspended',
  'line.resumed',
  'line.reassigned',
  'line.details-changed',
  'role.granted',
  'role.revoked',
  'renewals.planned',
  'renewals.cancelled',
  'call-settings.changed',
  'call-permissions.changed',
  'call-limits.changed',
  'call-limits.line-changed',
  'call-limits.let-go-on',
  'call-limit.half-used',
  'call-limit.mostly-used',
  'call-limit.reached',
  'calls-abroad.held',
  'call-ceiling.decided',
  'company-block.added',
  'company-block.removed',
  'short-code.set',
  'short-code.removed',
  'short-code.changed',
  'short-code.restored',
  'short-codes.imported',
  'short-codes.exported',
  'site.added',
  'site.changed',
  'site.removed',
  'site.restored',
  'site.lines-moved',
  'dial-plan.changed',
  'extension.set',
  'extensions.renumbered',
  'extensions.renumbering-undone',
  'activity-log.exported',
  'emergency.called',
  'trunk.added',
  'trunk.removed',
  'phone.added',
  'phone.secret-renewed',
  'phone.changed',
  'phone.removed',
  'calls.exported',
  'staff.signed-in',
  'staff.second-step',
  'staff.stepped-up',
  'staff.password-changed',
  'staff.second-factor-added',
  'staff.second-factor-removed',
  'staff.recovery-codes-renewed',
  'staff.session-ended',
  'staff.added',
  'staff.changed',
  'staff.reset',
  'company.suspended',
  'company.reactivated',
  'company.closed',
  'company.contract-changed',
  'staff.sign-out',
] as const
export type AuditAction = (typeof auditActions)[number]

export type AuditEntry = {
  companyId: string | null
  actor: { id: string | null; name: string; role: ActorRole }
  subjectId: string | null
  acting?: boolean
  action: AuditAction
  result?: 'done' | 'refused'
  facts?: AuditFacts
  sessionHash?: Buffer
  ip?: string
  requestId?: string
}

/**
 * Writes an event in the caller's transaction, so that a change and its trace live or die together. Its place in the
 * company's chain it gets right after (`chain-audit.ts`), so that nobody waits for somebody else's commit.
 */
export const audit = (db: Db, now: Date, entry: AuditEntry): Promise<unknown> =>
  insertAuditEvent(db, auditEvent(now, entry))

/** The event as it is written, for a statement that writes it together with what it tells of. */
export function auditEvent(now: Date, entry: AuditEntry): AuditEvent {
  return {
    company_id: entry.companyId,
    at: now,
    actor_id: entry.actor.id,
    actor_name: entry.actor.name,
    actor_role: entry.actor.role,
    subject_id: entry.subjectId,
    acting: entry.acting ?? false,
    action: entry.action,
    result: entry.result ?? 'done',
    facts: JSON.stringify(entry.facts ?? {}),
    session_hash8: entry.sessionHash?.toString('hex').slice(0, 8) ?? null,
    ip: entry.ip ?? null,
    request_id: entry.requestId ?? null,
  }
}

/** An entry by the signed-in person, about their own line or about the line they act on. */
export function auditBy(
  db: Db,
  now: Date,
  who: { session: LiveSession; caller: Caller },
  action: AuditAction,
  more: More = {},
): Promise<unknown> {
  return audit(db, now, entryBy(who, action, more))
}

type More = { subjectId?: string; facts?: AuditFacts; result?: 'done' | 'refused' }

export function entryBy(
  { session, caller }: { session: LiveSession; caller: Caller },
  action: AuditAction,
  more: More,
): AuditEntry {
  const subjectId = more.subjectId ?? session.line.id
  return {
    companyId: session.line.companyId,
    actor: {
      id: session.line.id,
      name: session.line.name,
      role: session.view === 'administrator' ? 'administrator' : 'user',
    },
    subjectId,
    acting: subjectId !== session.line.id,
    action,
    ...(more.result ? { result: more.result } : {}),
    ...(more.facts ? { facts: more.facts } : {}),
    sessionHash: session.hash,
    ip: caller.ip,
    requestId: caller.requestId,
  }
}

/** Who of the provider does something, on which customer and which of its lines. */
export type StaffEntry = {
  readonly customer?: { readonly id: string; readonly name: string }
  /** A line of that customer: the event shows in that line's "Attività recente" too. */
  readonly subjectId?: string
  readonly facts?: AuditFacts
  readonly result?: 'done' | 'refused'
}

/**
 * An entry by a member of staff: in the provider's log, and where it concerns a customer in that customer's too,
 * so that a company sees what support did (spec/security 2.9, 4.6; L05).
 */
export async function auditByStaff(
  db: Db,
  now: Date,
  who: { staff: Pick<LiveStaff, 'id' | 'name'> & Partial<Pick<LiveStaff, 'sessionHash'>>; caller?: Caller },
  action: AuditAction,
  { customer, subjectId, facts = {}, result = 'done' }: StaffEntry = {},
): Promise<void> {
  const { staff, caller } = who
  const entry: Omit<AuditEntry, 'companyId' | 'subjectId' | 'facts'> = {
    actor: { id: staff.id, name: staff.name, role: 'support' },
    action,
    result,
    ...(staff.sessionHash ? { sessionHash: staff.sessionHash } : {}),
    ...(caller ? { ip: caller.ip, requestId: caller.requestId } : {}),
  }
  // The customer's chain first, then the provider's: always in this order, so that two never wait for each other.
  if (customer) await audit(db, now, { ...entry, companyId: customer.id, subjectId: subjectId ?? null, facts })
  const about = customer ? { customerId: customer.id, customer: customer.name } : {}
  await audit(db, now, { ...entry, companyId: null, subjectId: subjectId ?? null, facts: { ...facts, ...about } })
}

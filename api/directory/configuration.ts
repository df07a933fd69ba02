import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { Problem } from '#domain/problem.ts'
import { type Activity, presentActivity } from '../access/activity.ts'
import { minimumFor } from '../access/password-policy.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { ActivityRow } from '../provider/audit.sql.ts'
import type { AuditAction } from '../provider/audit.ts'
import { type ConfiguredLine, findConfiguration } from './configuration.sql.ts'
import { presentLine } from './present-line.ts'

/**
 * What an administrator learns of a line's history: the changes. When somebody signs in, from where and with
 * which device is the person's own affair (art. 4 L. 300/1970; spec/security 2.8).
 */
const shownActions: readonly AuditAction[] = [
  'company.activated',
  'line.activated',
  'line.restored-by-support',
  'password.changed',
  'password.reset',
  'password.temporary-set',
  'email.entered',
  'email.verified',
  'email.change-requested',
  'email.changed',
  'email.change-undone',
  'pin.changed',
  'second-factor.added',
  'second-factor.removed',
  'acting.started',
  'acting.ended',
]
const latestActivity = 8

/**
 * The configuration page of one line, under an acting grant (guide figure 6, S66–S69).
 * @throws {Problem} not-found, acting.missing
 */
export async function readConfiguration(house: House, session: LiveSession, lineId: string) {
  const { companyId } = session.line
  const line = await house.cellar.inCompany(
    { companyId, lineId: session.line.id, subjectId: lineId },
    (trx) => findConfiguration(trx, { companyId, lineId }, { actions: shownActions, limit: latestActivity }),
    { readOnly: true },
  )
  if (!line) throw new Problem('not-found')
  if (!session.grant) throw new Problem('acting.missing')
  return {
    line: presentLine(line, session.line.id),
    password: {
      kind: line.credential,
      setAt: line.credential_set_at?.toISOString() ?? null,
      expiresAt: line.credential_expires_at?.toISOString() ?? null,
      everUsed: line.credential === 'own' || line.gate_opened_at !== null,
    },
    email: { status: line.email_status, masked: maskedEmail(line) },
    pin: { setAt: line.pin_set_at?.toISOString() ?? null },
    passwordMinimum: minimumFor(house.config, { role: line.role, secondFactor: line.second_factor }),
    grantEndsAt: session.grant.expiresAt.toISOString(),
    activity: line.activity.map((event) => presentEvent(event, session.line.id)),
  }
}

/** Somebody's address is shown to nobody else in full (spec/security 2.8). */
function maskedEmail({ email }: ConfiguredLine): string | null {
  return email === null ? null : maskEmailAddress(email as EmailAddress)
}

/** The facts of an owner's own change (device, address) stay the owner's. */
function presentEvent(event: ActivityRow, viewerId: string): Activity {
  const shown = presentActivity(event, viewerId)
  return shown.actor === 'owner' ? { ...shown, facts: {} } : shown
}

import { randomBytes } from 'node:crypto'
import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { digest } from '../access/hasher.ts'
import { portalAddress } from '../provider/deliver-credentials.ts'
import { auditLines } from './audit-lines.ts'
import type { BulkLine } from './jobs.sql.ts'
import { endAccess, insertLinks, waitForInvitation } from './many-lines.sql.ts'
import type { RefusedReason } from './refused-reason.ts'
import type { BulkWork } from './work-on-jobs.ts'

export const invitationHours = 72

/** Whom an administrator gives a way in: users who have not chosen a password yet (2.2). */
export function refuseWayIn(line: BulkLine, administratorId: string): RefusedReason | undefined {
  if (line.account !== 'live') return line.account === 'closed' ? 'closed' : 'disabled'
  if (line.id === administratorId) return 'self'
  if (line.role === 'administrator') return 'administrator'
  return line.credential === 'own' ? 'activated' : undefined
}

/**
 * "Invia invito personale" (spec/security 1.4.10, 2.2 admin_invite): a link to the employee's own address. From now on
 * the shared password does not open the line, whether the invitation is accepted or not.
 */
export const invite: BulkWork = {
  together: 500,
  refuse: (line, job) => refuseWayIn(line, job.administrator_id) ?? (line.email === null ? 'no-address' : undefined),
  begin: async (house) => async (trx, job, lines) => {
    const now = house.clock()
    const expiresAt = temporaryPasswordExpiry('invitation', now)
    const ids = lines.map(({ id }) => id)
    for (const id of await endAccess(trx, ids, now)) house.sessions.forget(trx, id)
    await waitForInvitation(trx, ids, now, expiresAt)
    const invitations = lines.map((line) => ({ line, token: randomBytes(32).toString('base64url') }))
    await insertLinks(
      trx,
      job.company_id,
      'invitation',
      invitations.map(({ line, token }) => ({ id: line.id, hash: digest(token), address: line.email ?? '' })),
      { now, expiresAt },
    )
    const portal = portalAddress(house.config)
    await house.outbox.queueAll(
      trx,
      invitations.map(({ line, token }) => ({
        companyId: job.company_id,
        to: line.email ?? '',
        language: line.language,
        letter: {
          name: 'invitation',
          facts: {
            // After the #, so that it reaches no server log and no Referer (2.4).
            link: `${portal}/invito#t=${token}`,
            maskedNumber: maskPhoneNumber(line.number as PhoneNumber),
            by: job.asked.name,
            company: line.company_name,
            hours: invitationHours,
          },
        },
      })),
    )
    await auditLines(
      trx,
      now,
      job,
      'line.invited',
      lines.map(({ id, email }) => ({ id, facts: { masked: maskEmailAddress(email as EmailAddress) } })),
    )
    return lines.map(({ position }) => ({ position, state: 'done', outcome: 'email' }))
  },
}

import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { endUsersSharedSessions, lockSettings, writeSettings } from './activation-settings.sql.ts'

/**
 * How the company's lines are activated (spec/security 1.4.10, 1.4.13). Approval holds for whoever activates from now on;
 * by invitation only, what the shared password has opened for users and nobody finished is over.
 */
export async function setActivation(
  house: House,
  who: Pick<SessionVisit, 'session' | 'caller'>,
  wanted: { approve: boolean; invitationsOnly: boolean },
): Promise<undefined> {
  const { companyId } = who.session.line
  await house.cellar.asService(async (trx) => {
    const before = await lockSettings(trx, companyId)
    const approves = before.approve_since !== null
    if (approves === wanted.approve && before.invitations_only === wanted.invitationsOnly) return
    const now = house.clock()
    await writeSettings(trx, companyId, {
      approve_since: wanted.approve ? (before.approve_since ?? now) : null,
      invitations_only: wanted.invitationsOnly,
    })
    if (wanted.invitationsOnly) await endUsersSharedSessions(trx, companyId)
    house.sessions.forgetCompany(trx, companyId)
    await auditBy(trx, now, who, 'first-access.settings-changed', {
      facts: { approve: wanted.approve, invitationsOnly: wanted.invitationsOnly },
    })
  })
}

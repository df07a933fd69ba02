import { randomInt } from 'node:crypto'
import { later } from '#domain/clock.ts'
import { makeSupportCode, supportCode } from '#domain/support/support-code.ts'
import { keyed } from '../access/hasher.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { findDevicesOfLine } from '../phones/devices.sql.ts'
import { audit, auditBy } from '../provider/audit.ts'
import { presentProposal } from './present-proposal.ts'
import { endCodes, endVisits, findCode, findOpenVisit, findWaitingProposal, insertCode } from './support.sql.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>

const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })

/** Six digits are few: in the database they stand under a key of this installation. */
export const hashOfCode = ({ config }: Pick<House, 'config'>, lineId: string, code: string): Buffer =>
  keyed(config.secrets.THROTTLE_HMAC, 'support-code', lineId, code)

/** What the page and the banner show of one's own line. */
export async function readSupport(house: House, session: LiveSession) {
  const now = house.clock()
  return house.cellar.inCompany(
    contextOf(session),
    async (trx) => {
      const code = await findCode(trx, session.line.id, now)
      const visit = await findOpenVisit(trx, session.line.id, now)
      const proposal = visit && (await findWaitingProposal(trx, visit.id))
      const phones = proposal ? await findDevicesOfLine(trx, session.line.id) : []
      return {
        code: code ? { expiresAt: code.expires_at.toISOString() } : null,
        visit: visit
          ? {
              agent: visit.staff_name,
              openedAt: visit.opened_at.toISOString(),
              endsAt: visit.expires_at.toISOString(),
              proposal: proposal ? presentProposal(proposal, phones) : null,
            }
          : null,
      }
    },
    { readOnly: true },
  )
}

/** A code for 1928, shown this once. */
export async function makeCode(house: House, who: Who) {
  const { session } = who
  const { id: lineId, companyId } = session.line
  const code = makeSupportCode((below) => randomInt(below))
  const now = house.clock()
  const expiresAt = later(now, supportCode.lives)
  await house.cellar.inCompany(contextOf(session), async (trx) => {
    await endCodes(trx, lineId, now)
    await insertCode(trx, {
      company_id: companyId,
      line_id: lineId,
      code_hash: hashOfCode(house, lineId, code),
      created_at: now,
      expires_at: expiresAt,
    })
    house.live.tell(trx, { companyId, lineId, topic: 'support' })
    await auditBy(trx, now, who, 'support.code-made')
  })
  return { code, expiresAt: expiresAt.toISOString() }
}

/** Nobody can open a visit by it any more; asked again, it does nothing. */
export async function revokeCode(house: House, who: Who): Promise<undefined> {
  const { session } = who
  const { id: lineId, companyId } = session.line
  await house.cellar.inCompany(contextOf(session), async (trx) => {
    const now = house.clock()
    if (!(await endCodes(trx, lineId, now))) return
    house.live.tell(trx, { companyId, lineId, topic: 'support' })
    await auditBy(trx, now, who, 'support.code-revoked')
  })
}

/** "Termina ora": from this moment 1928 sees nothing any more. */
export async function endVisitAsCustomer(house: House, who: Who): Promise<undefined> {
  const { session } = who
  const { id: lineId, companyId } = session.line
  // The provider's log is not the portal's to write: so as the service.
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const [ended] = await endVisits(trx, lineId, 'customer', now)
    if (!ended) return
    house.live.tell(trx, { companyId, lineId, topic: 'support' })
    const facts = { agent: ended.staff_name }
    await auditBy(trx, now, who, 'support.visit-ended', { facts })
    await auditForProvider(house, trx, who, 'support.visit-ended', facts)
  })
}

/** What a customer did about support, in the provider's own log. */
export async function auditForProvider(
  house: House,
  trx: Parameters<typeof audit>[0],
  { session }: Who,
  action: Parameters<typeof audit>[2]['action'],
  facts: Record<string, string>,
): Promise<void> {
  await audit(trx, house.clock(), {
    companyId: null,
    actor: { id: session.line.id, name: session.line.name, role: 'user' },
    subjectId: session.line.id,
    action,
    facts: { ...facts, customerId: session.line.companyId, customer: session.company.name },
  })
}

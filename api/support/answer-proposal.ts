import type { Transaction } from '#database/connect.ts'
import { Problem } from '#domain/problem.ts'
import { type ProposedChange, requestOf } from '#domain/support/proposal.ts'
import { groundOf, tryChange } from '../call-handling/ground.ts'
import { storeSettings } from '../call-handling/store-settings.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { changePhone } from '../phones/change-phone.ts'
import { onlyOwn } from '../phones/own-phones.ts'
import { auditBy } from '../provider/audit.ts'
import { auditForProvider } from './own-support.ts'
import { answerProposal, findOpenVisit, findWaitingProposal, lockOpenVisit, type VisitRow } from './support.sql.ts'

type Who = Pick<SessionVisit, 'session' | 'caller'>

/**
 * "Accetta": the change is made as one's own, by the same rules, and its history names who had the idea.
 * @throws {Problem} not-found, support.proposal-over, setting.refused, setting.conflict
 */
export async function acceptProposal(house: House, who: Who, proposalId: string): Promise<undefined> {
  const { change, visit } = await requireWaiting(house, who, proposalId)
  if (change.kind === 'phone-on') {
    const task = { who: who as never, deviceId: change.deviceId, allowed: onlyOwn(who.session) }
    await changePhone(house, task, { enabled: true })
    await house.cellar.asService((trx) => settle(house, trx, who, { proposalId, visit, answer: 'accepted' }))
    return
  }
  const ground = await groundOf(house, who.session.line.id, who.session.line.companyId)
  const { settings } = ground.known
  const request = requestOf(change, settings)
  if (!request) return
  await tryChange(house, settings, request, ground)
  // As the service, because the provider's log is written too; the line is the session's own.
  await house.cellar.asService(async (trx) => {
    await settle(house, trx, who, { proposalId, visit, answer: 'accepted' })
    await storeSettings(
      house,
      trx,
      ground,
      request,
      null,
      {
        actor: { id: who.session.line.id, name: who.session.line.name, role: 'owner' },
        proposedBy: visit.staff_name,
        // Nothing of the list sends a call anywhere new (domain/support/proposal.ts).
        allow({ newNumbers }) {
          if (newNumbers.length > 0) throw new Problem('step-up')
        },
        audit: (_, now, facts) =>
          auditBy(trx, now, who, 'call-settings.changed', { facts: { ...facts, proposedBy: visit.staff_name } }),
      },
      true,
    )
  })
}

/** @throws {Problem} not-found, support.proposal-over */
export async function refuseProposal(house: House, who: Who, proposalId: string): Promise<undefined> {
  const { visit } = await requireWaiting(house, who, proposalId)
  await house.cellar.asService((trx) => settle(house, trx, who, { proposalId, visit, answer: 'refused' }))
}

async function requireWaiting(
  house: House,
  { session }: Who,
  proposalId: string,
): Promise<{ change: ProposedChange; visit: VisitRow }> {
  const { id: lineId, companyId } = session.line
  const now = house.clock()
  const found = await house.cellar.inCompany(
    { companyId, lineId },
    async (trx) => {
      const visit = await findOpenVisit(trx, lineId, now)
      const proposal = visit && (await findWaitingProposal(trx, visit.id))
      return { visit, proposal }
    },
    { readOnly: true },
  )
  if (!found.visit) throw new Problem('not-found')
  if (found.proposal?.id !== proposalId) throw new Problem('support.proposal-over')
  return { change: found.proposal.change, visit: found.visit }
}

async function settle(
  house: House,
  trx: Transaction,
  who: Who,
  { proposalId, visit, answer }: { proposalId: string; visit: VisitRow; answer: 'accepted' | 'refused' },
): Promise<void> {
  const { id: lineId, companyId } = who.session.line
  const now = house.clock()
  const open = await lockOpenVisit(trx, lineId, now)
  if (open?.id !== visit.id || !(await answerProposal(trx, proposalId, answer, now)))
    throw new Problem('support.proposal-over')
  house.live.tell(trx, { companyId, lineId, topic: 'support' })
  const action = answer === 'accepted' ? 'support.change-accepted' : 'support.change-refused'
  const facts = { agent: visit.staff_name }
  await auditBy(trx, now, who, action, { facts })
  await auditForProvider(house, trx, who, action, facts)
}

import { randomUUID } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import { Problem } from '#domain/problem.ts'
import { isProposable, type ProposedChange } from '#domain/support/proposal.ts'
import { groundOf } from '../call-handling/ground.ts'
import type { House } from '../house.ts'
import type { StaffVisit } from '../http/visit.ts'
import { findDevicesOfLine } from '../phones/devices.sql.ts'
import { type AuditAction, auditByStaff } from '../provider/audit.ts'
import { presentProposal } from './present-proposal.ts'
import {
  endVisits,
  findDiagnosedLine,
  findVisit,
  findWaitingProposal,
  insertProposal,
  lockOpenVisit,
  type VisitRow,
  withdrawProposals,
} from './support.sql.ts'

/** The visit of whoever asks: another one's is nobody's. @throws {Problem} not-found */
export async function requireVisit(house: House, staffId: string, visitId: string): Promise<VisitRow> {
  const visit = await house.cellar.asService((trx) => findVisit(trx, visitId), { readOnly: true })
  if (visit?.staff_id !== staffId) throw new Problem('not-found')
  return visit
}

/** @throws {Problem} support.visit-over */
export function requireOpen(visit: VisitRow, now: Date): void {
  if (visit.ended_at || visit.expires_at <= now) throw new Problem('support.visit-over')
}

/**
 * Puts one change before the customer; nothing happens until they accept it.
 * @throws {Problem} not-found, support.visit-over, support.proposal-waiting, support.proposal-impossible
 */
export async function propose(house: House, visit: StaffVisit, visitId: string, change: ProposedChange) {
  const open = await requireVisit(house, visit.staff.id, visitId)
  const { known } = await groundOf(house, open.line_id, open.company_id)
  return house.cellar.asService(async (trx) => {
    const now = house.clock()
    await lockOpen(trx, open, now)
    const devices = await findDevicesOfLine(trx, open.line_id)
    const phones = devices.map(({ id, disabled_at }) => ({ id, off: disabled_at !== null }))
    if (!isProposable(change, { settings: known.settings, voicemail: known.voicemail, phones }))
      throw new Problem('support.proposal-impossible')
    if (await findWaitingProposal(trx, visitId)) throw new Problem('support.proposal-waiting')
    const row = {
      id: randomUUID(),
      company_id: open.company_id,
      line_id: open.line_id,
      visit_id: visitId,
      change,
      proposed_at: now,
    }
    await insertProposal(trx, row)
    house.live.tell(trx, { companyId: open.company_id, lineId: open.line_id, topic: 'support' })
    await writeDown(trx, visit, open, now, 'support.change-proposed', { what: change.kind })
    return presentProposal({ ...row, answer: null, answered_at: null }, devices)
  })
}

/** @throws {Problem} not-found, support.visit-over */
export async function withdraw(house: House, visit: StaffVisit, visitId: string): Promise<undefined> {
  const open = await requireVisit(house, visit.staff.id, visitId)
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    await lockOpen(trx, open, now)
    await withdrawProposals(trx, visitId, now)
    house.live.tell(trx, { companyId: open.company_id, lineId: open.line_id, topic: 'support' })
  })
}

/** @throws {Problem} not-found */
export async function endDiagnosis(house: House, visit: StaffVisit, visitId: string): Promise<undefined> {
  const open = await requireVisit(house, visit.staff.id, visitId)
  if (open.ended_at) return
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const [ended] = await endVisits(trx, open.line_id, 'staff', now)
    if (!ended) return
    house.live.tell(trx, { companyId: open.company_id, lineId: open.line_id, topic: 'support' })
    await writeDown(trx, visit, open, now, 'support.visit-ended', {})
  })
}

async function lockOpen(trx: Transaction, visit: VisitRow, now: Date): Promise<void> {
  const open = await lockOpenVisit(trx, visit.line_id, now)
  if (open?.id !== visit.id) throw new Problem('support.visit-over')
}

async function writeDown(
  trx: Transaction,
  { staff, caller }: StaffVisit,
  visit: VisitRow,
  now: Date,
  action: AuditAction,
  facts: Record<string, string>,
): Promise<void> {
  const line = await findDiagnosedLine(trx, visit.line_id)
  await auditByStaff(trx, now, { staff, caller }, action, {
    customer: { id: visit.company_id, name: line?.company_name ?? '' },
    subjectId: visit.line_id,
    facts,
  })
}

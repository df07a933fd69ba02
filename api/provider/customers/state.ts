import type { Transaction } from '#database/connect.ts'
import type { CompanyRow } from '#database/tables.ts'
import { nameKey } from '#domain/directory/search-text.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../../house.ts'
import type { StaffVisit } from '../../http/visit.ts'
import { forgetAllAfterCommit } from '../../phones/change-phone.ts'
import { type AuditAction, auditByStaff } from '../audit.ts'
import { lockCompany } from './customers.sql.ts'
import { type Customer, readCustomer } from './customers.ts'
import { closeAccounts } from './state.sql.ts'

export type Who = Pick<StaffVisit, 'staff' | 'caller'>

/**
 * "Sospendi" (spec/product B13): nothing goes out any more but to 112 and to support, forwards included; calls still
 * come in, and people sign in as before.
 * @throws {Problem} not-found, customer.state
 */
export const suspendCustomer = (house: House, who: Who, companyId: string, reason: string): Promise<Customer> =>
  changing(house, who, companyId, 'company.suspended', reason, async (trx, company, now) => {
    if (company.state !== 'active') throw new Problem('customer.state')
    await change(trx, companyId, { suspended_at: now, state_reason: reason })
  })

/** "Riattiva". @throws {Problem} not-found, customer.state */
export const reactivateCustomer = (house: House, who: Who, companyId: string, reason: string): Promise<Customer> =>
  changing(house, who, companyId, 'company.reactivated', reason, async (trx, company) => {
    if (company.state !== 'suspended') throw new Problem('customer.state')
    await change(trx, companyId, { suspended_at: null, state_reason: reason })
  })

/**
 * "Cessa": for good. Nobody signs in, and the door tells closed lines from unknown ones to nobody (T01); no line
 * rings, and its phones are gone from the switchboard. Who talks goes on talking, as long as the call's plan allows: it may
 * be a call for help (TEL-28).
 * @throws {Problem} not-found, customer.state, customer.name
 */
export const closeCustomer = (
  house: House,
  who: Who,
  companyId: string,
  { reason, name }: { reason: string; name: string },
): Promise<Customer> =>
  changing(house, who, companyId, 'company.closed', reason, async (trx, company, now) => {
    if (company.state === 'closed') throw new Problem('customer.state')
    if (nameKey(name) !== nameKey(company.name)) throw new Problem('customer.name')
    await change(trx, companyId, { closed_at: now, state_reason: reason })
    const { lines, phones } = await closeAccounts(trx, companyId, now)
    for (const lineId of lines) house.sessions.forget(trx, lineId)
    forgetAllAfterCommit(house, trx, phones)
  })

const change = (
  trx: Transaction,
  companyId: string,
  to: { suspended_at?: Date | null; closed_at?: Date; state_reason: string },
) => trx.updateTable('company').set(to).where('id', '=', companyId).execute()

async function changing(
  house: House,
  who: Who,
  companyId: string,
  action: AuditAction,
  reason: string,
  work: (trx: Transaction, company: CompanyRow, now: Date) => Promise<void>,
): Promise<Customer> {
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const company = await lockCompany(trx, companyId)
    if (!company) throw new Problem('not-found')
    await work(trx, company, now)
    // What calls are decided from is read again, in every process.
    house.facts.forgetCompany(trx, companyId)
    await auditByStaff(trx, now, who, action, { customer: { id: company.id, name: company.name }, facts: { reason } })
  })
  return readCustomer(house, companyId)
}

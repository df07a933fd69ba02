import { addDays } from '#domain/clock.ts'
import { Problem } from '#domain/problem.ts'
import type { House } from '../../house.ts'
import { auditByStaff } from '../audit.ts'
import { lockCompany } from './customers.sql.ts'
import { type Customer, readCustomer } from './customers.ts'
import { liftExpiry, setExpiry, speakOneOf } from './state.sql.ts'
import type { Who } from './state.ts'

export type ContractChange = {
  passwordExpiry?: boolean | undefined
  mfaRequired?: boolean | undefined
  callRetentionDays?: number | undefined
  languages?: ('it' | 'en')[] | undefined
  contractNumber?: string | undefined
}

/** A year (S22): never shorter (D-3). */
const expiryDays = 365
/** So long before the first password ends again, its owner can have been told (2.2). */
const noticeDays = 30

/**
 * What the contract says. Each setting takes effect at once: passwords get or lose their end, administrators are
 * asked for a second factor at their next request, older calls go with the next clean-up, and whoever reads a
 * language that is no longer offered reads another.
 * @throws {Problem} not-found, customer.state
 */
export async function changeContract(
  house: House,
  who: Who,
  companyId: string,
  wanted: ContractChange,
): Promise<Customer> {
  await house.cellar.asService(async (trx) => {
    const now = house.clock()
    const company = await lockCompany(trx, companyId)
    if (!company) throw new Problem('not-found')
    if (company.state === 'closed') throw new Problem('customer.state')
    const expires = company.password_expiry_days !== null
    const { passwordExpiry = expires, mfaRequired = company.mfa_required } = wanted
    const { callRetentionDays = company.call_retention_days } = wanted
    const languages = wanted.languages ? [...new Set(wanted.languages)] : company.languages
    const contractNumber = wanted.contractNumber === undefined ? company.contract_number : wanted.contractNumber || null
    await trx
      .updateTable('company')
      .set({
        password_expiry_days: passwordExpiry ? (company.password_expiry_days ?? expiryDays) : null,
        mfa_required: mfaRequired,
        call_retention_days: callRetentionDays,
        languages,
        contract_number: contractNumber,
      })
      .where('id', '=', companyId)
      .execute()
    if (expires && !passwordExpiry) await liftExpiry(trx, companyId)
    if (!expires && passwordExpiry)
      await setExpiry(trx, companyId, { days: expiryDays, notBefore: addDays(now, noticeDays) })
    if (wanted.languages) await speakOneOf(trx, companyId, languages)
    house.sessions.forgetCompany(trx, companyId)
    await auditByStaff(trx, now, who, 'company.contract-changed', {
      customer: { id: company.id, name: company.name },
      facts: {
        ...(passwordExpiry === expires ? {} : { passwordExpiry }),
        ...(mfaRequired === company.mfa_required ? {} : { mfaRequired }),
        ...(callRetentionDays === company.call_retention_days ? {} : { callRetentionDays }),
        ...(languages.join() === company.languages.join() ? {} : { languages: languages.join(', ') }),
        ...(contractNumber === company.contract_number ? {} : { contractNumber }),
      },
    })
  })
  return readCustomer(house, companyId)
}

import type { Transaction } from '#database/connect.ts'
import type { EmailAddress } from '#domain/email-address.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'
import { readPhoneNumber } from '#domain/phone-number.ts'
import type { Delivery, DeliveryPlan } from '#domain/provider/delivery.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import { readVatNumber } from '#domain/provider/vat-number.ts'
import type { House } from '../house.ts'
import type { StaffVisit } from '../http/visit.ts'
import { audit, auditByStaff } from './audit.ts'
import { deliverCredentials, requirePlan } from './deliver-credentials.ts'
import * as sql from './rotate.sql.ts'
import { makeTemporarySecret } from './temporary-secret.ts'

/** Which company: by its id, VAT number or name, or by one of its numbers. */
export type WhichCompany = { readonly company: string } | { readonly number: string }

export type Rotated = {
  readonly companyId: string
  readonly company: string
  readonly generation: number
  /** Lines that still wait for their first access. */
  readonly linesWaiting: number
  readonly plan: DeliveryPlan
  readonly temporaryPassword: string
}

/**
 * Gives a company another shared temporary password: the old one is dead at once for every line that has not been
 * activated, also where somebody was half-way (spec/security 1.4.2). It lives as long as the old one would have.
 * @throws {Refusal}
 */
export async function rotateSharedPassword(
  house: House,
  request: {
    readonly which: WhichCompany
    readonly delivery: Delivery
    readonly operator: string | Pick<StaffVisit, 'staff' | 'caller'>
    /** The message that did not arrive, for the delivery list. */
    readonly againOf?: string
  },
): Promise<Rotated> {
  const { cellar, clock, sessions } = house
  const { id } = await cellar.asService((trx) => findCompany(trx, request.which), { readOnly: true })
  const { temporaryPassword, made } = await makeTemporarySecret(house, id)
  return cellar.asService(async (trx) => {
    const company = await sql.lockCompany(trx, id)
    if (!company) throw new Refusal('company-unknown')
    if (company.closed_at) throw new Refusal('company-closed')
    const contact = {
      email: company.contact_email as EmailAddress | null,
      mobile: company.contact_mobile as PhoneNumber | null,
    }
    const plan = requirePlan(house, request.delivery, contact)
    const { generation } = await sql.replaceSecret(trx, id, { ...made, at: clock() })
    for (const lineId of await sql.endSharedSessions(trx, id)) sessions.forget(trx, lineId)
    const linesWaiting = await sql.countLinesOnSecret(trx, id)
    await deliverCredentials(house, trx, plan, {
      companyId: id,
      company: company.name,
      language: company.language,
      numbers: await sql.findAdministratorNumbers(trx, id),
      temporaryPassword,
      ...(request.againOf === undefined ? {} : { againOf: request.againOf }),
    })
    const { operator, delivery } = request
    const action = 'password.shared-rotated'
    const facts = { generation, lines: linesWaiting, delivery }
    if (typeof operator === 'string') {
      const actor = { id: null, name: operator, role: 'support' } as const
      await audit(trx, clock(), { companyId: id, actor, subjectId: null, action, facts })
    } else {
      await auditByStaff(trx, clock(), operator, action, { customer: { id, name: company.name }, facts })
    }
    return { companyId: id, company: company.name, generation, linesWaiting, plan, temporaryPassword }
  })
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function findCompany(trx: Transaction, which: WhichCompany) {
  if ('number' in which) {
    const number = readPhoneNumber(which.number)
    const company = number && (await sql.findCompanyOfNumber(trx, number))
    if (!company) throw new Refusal('number-unknown', { number: which.number })
    return company
  }
  const word = which.company.trim()
  const words = { id: uuid.test(word) ? word : null, vatNumber: readVatNumber(word) ?? null, name: word }
  const [company, another] = await sql.findCompanies(trx, words)
  if (!company || another) throw new Refusal(another ? 'company-ambiguous' : 'company-unknown', { company: word })
  return company
}

import { temporaryPasswordExpiry } from '#domain/access/temporary-password.ts'
import { maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import type { Delivery, DeliveryPlan } from '#domain/provider/delivery.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import type { House } from '../../house.ts'
import type { StaffVisit } from '../../http/visit.ts'
import { portalAddress } from '../deliver-credentials.ts'
import { rotateSharedPassword } from '../rotate-shared-password.ts'
import { makeTechnicianSheet } from '../sheets/technician-sheet.ts'
import { findAdministrators, findCompany } from './deliveries.sql.ts'

type Who = Pick<StaffVisit, 'staff' | 'caller'>

/**
 * "Rigenera password temporanea" by the provider (spec/security 1.4.2).
 * @throws {Problem} not-found, customer.state, shared.expired, delivery.no-way
 */
export async function renewTemporaryPassword(
  house: House,
  who: Who,
  companyId: string,
  { delivery, againOf }: { delivery: Delivery; againOf?: string | undefined },
) {
  const company = await house.cellar.asService((trx) => findCompany(trx, companyId), { readOnly: true })
  if (!company) throw new Problem('not-found')
  if (company.state === 'closed') throw new Problem('customer.state')
  if (house.clock() >= temporaryPasswordExpiry('activation', company.activated_at)) throw new Problem('shared.expired')
  const { generation, linesWaiting, plan, temporaryPassword } = await rotateSharedPassword(house, {
    which: { company: companyId },
    delivery,
    operator: who,
    ...(againOf === undefined ? {} : { againOf }),
  }).catch((error: unknown) => {
    if (error instanceof Refusal)
      throw new Problem(error.reason === 'company-closed' ? 'customer.state' : 'delivery.no-way')
    throw error
  })
  return {
    generation,
    waiting: linesWaiting,
    numbersTo: typeof plan.numbersTo === 'object' ? maskEmailAddress(plan.numbersTo.email) : null,
    secretTo: maskWay(plan.secretTo),
    temporaryPassword: delivery === 'technician' ? temporaryPassword : null,
  }
}

function maskWay(to: DeliveryPlan['secretTo']): string | null {
  if (to === 'technician') return null
  return 'email' in to ? maskEmailAddress(to.email) : maskPhoneNumber(to.sms)
}

/**
 * The sheet for a password that was just shown. The password comes from the screen, since it is kept nowhere; of an older
 * generation it would open nothing, so no sheet is made of it.
 * @throws {Problem} not-found, delivery.over
 */
export async function printTechnicianSheet(
  house: House,
  companyId: string,
  { temporaryPassword, generation }: { temporaryPassword: string; generation: number },
): Promise<Buffer> {
  const { config, cellar } = house
  const { company, administrators } = await cellar.asService(
    async (trx) => ({
      company: await findCompany(trx, companyId),
      administrators: await findAdministrators(trx, companyId),
    }),
    { readOnly: true },
  )
  if (!company) throw new Problem('not-found')
  if (company.generation !== generation) throw new Problem('delivery.over')
  return makeTechnicianSheet(config.brand, {
    language: company.language,
    company: company.name,
    vatNumber: company.vat_number,
    activatedAt: company.activated_at,
    portal: portalAddress(config),
    administrators: administrators.map((line) => ({ ...line, number: line.number as PhoneNumber })),
    temporaryPassword,
    passwordExpiresAt: temporaryPasswordExpiry('activation', company.activated_at),
  })
}

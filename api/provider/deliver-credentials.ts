import type { Transaction } from '#database/connect.ts'
import { type Contact, type Delivery, type DeliveryPlan, planDelivery } from '#domain/provider/delivery.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import type { Config } from '../config.ts'
import type { House } from '../house.ts'

/** Where people sign in; a server that stands alone is reached on its own machine. */
export const portalAddress = (config: Config): string => config.publicUrl ?? `http://localhost:${config.port}`

/** @throws {Refusal} when the contact cannot be reached that way. */
export function requirePlan(house: Pick<House, 'outbox'>, delivery: Delivery, contact: Contact): DeliveryPlan {
  const plan = planDelivery(delivery, contact, house.outbox.reaches('sms'))
  if (typeof plan === 'string') throw new Refusal(plan)
  return plan
}

export type Credentials = {
  readonly companyId: string
  readonly company: string
  readonly language: 'it' | 'en'
  /** Numbers of the administrators. */
  readonly numbers: readonly string[]
  readonly temporaryPassword: string
  /** The message that these repeat, for the delivery list. */
  readonly againOf?: string
  /** Shown to whoever asked, who is nobody's technician: no sheet waits to be handed over. */
  readonly shown?: true
}

/** Queues the letters of a plan; what the technician hands over stands in the delivery list until somebody did. */
export async function deliverCredentials(
  house: Pick<House, 'outbox' | 'config'>,
  trx: Transaction,
  { numbersTo, secretTo }: DeliveryPlan,
  { companyId, company, language, numbers, temporaryPassword, againOf, shown }: Credentials,
): Promise<void> {
  const { outbox, config } = house
  const repeats = againOf === undefined ? {} : { againOf }
  if (secretTo === 'technician' && !shown)
    await outbox.list(trx, { companyId, letter: 'credentials-secret', ...repeats })
  if (typeof numbersTo === 'object') {
    const bySms = typeof secretTo === 'object' && 'sms' in secretTo
    const facts = {
      company,
      portal: portalAddress(config),
      numbers,
      temporaryPassword: bySms ? null : temporaryPassword,
      supportNumber: config.brand.supportNumber,
    }
    await outbox.queue(trx, {
      companyId,
      to: numbersTo.email,
      language,
      letter: { name: 'credentials', facts },
      ...repeats,
    })
  }
  if (typeof secretTo === 'object' && 'sms' in secretTo) {
    const letter = { name: 'credentials-secret', facts: { temporaryPassword } } as const
    await outbox.queue(trx, { companyId, to: secretTo.sms, language, letter, ...repeats })
  }
}

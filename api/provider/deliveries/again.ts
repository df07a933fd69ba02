import { randomUUID } from 'node:crypto'
import type { Transaction } from '#database/connect.ts'
import { Problem } from '#domain/problem.ts'
import { againOf, mayBeHanded } from '#domain/provider/delivery-state.ts'
import type { House } from '../../house.ts'
import type { StaffVisit } from '../../http/visit.ts'
import { auditByStaff } from '../audit.ts'
import {
  bringForward,
  type FoundDelivery,
  findCompany,
  lockDelivery,
  markByHand,
  repeatDelivery,
} from './deliveries.sql.ts'
import { stateOf } from './deliveries.ts'

type Who = Pick<StaffVisit, 'staff' | 'caller'>
type Which = { readonly companyId: string; readonly deliveryId: string }

/**
 * "Rimanda": what waits is tried now, what perhaps left is sent once more with the same words. Whatever can no longer be
 * said needs a new password, which is asked for on its own.
 * @throws {Problem} not-found, delivery.over
 */
export const sendAgain = (house: House, who: Who, which: Which): Promise<void> =>
  changing(house, which, async (trx, row, customer, now) => {
    const again = againOf(stateOf(row), {
      letter: row.letter,
      kept: Boolean(row.kept),
      repeated: Boolean(row.repeated),
    })
    if (again === 'now') await bringForward(trx, row.id, now)
    else if (again === 'same') await repeatDelivery(trx, row.id, randomUUID(), now)
    else throw new Problem('delivery.over')
    house.outbox.nudgeAfter(trx)
    const facts = { letter: row.letter, channel: row.channel }
    await auditByStaff(trx, now, who, 'delivery.sent-again', { customer, facts })
  })

/** "Consegnata dal tecnico". @throws {Problem} not-found, delivery.over */
export const handedOver = (house: House, who: Who, which: Which, by: string): Promise<void> =>
  changing(house, which, async (trx, row, customer, now) => {
    if (!mayBeHanded(stateOf(row), row.letter)) throw new Problem('delivery.over')
    await markByHand(trx, row.id, by, now)
    await auditByStaff(trx, now, who, 'delivery.by-hand', { customer, facts: { letter: row.letter, by } })
  })

async function changing(
  { cellar, clock }: House,
  { companyId, deliveryId }: Which,
  work: (trx: Transaction, row: FoundDelivery, customer: { id: string; name: string }, now: Date) => Promise<void>,
): Promise<void> {
  await cellar.asService(async (trx) => {
    const company = await findCompany(trx, companyId)
    const row = company && (await lockDelivery(trx, companyId, deliveryId))
    if (!row) throw new Problem('not-found')
    await work(trx, row, { id: company.id, name: company.name }, clock())
  })
}

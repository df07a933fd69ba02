import { type EmailAddress, maskEmailAddress } from '#domain/email-address.ts'
import { maskPhoneNumber, type PhoneNumber } from '#domain/phone-number.ts'
import { Problem } from '#domain/problem.ts'
import { planDelivery, deliveries as ways } from '#domain/provider/delivery.ts'
import type { DeliveryFailure } from '#domain/provider/delivery-failure.ts'
import { againOf, deliveryState, mayBeHanded } from '#domain/provider/delivery-state.ts'
import type { House } from '../../house.ts'
import { countLinesOnSecret } from '../rotate.sql.ts'
import {
  countDeliveries,
  type DeliveryFilter,
  type FoundDelivery,
  findCompany,
  findDeliveries,
} from './deliveries.sql.ts'

/** "Consegne" of a customer's page (spec/product B4). @throws {Problem} not-found */
export async function listDeliveries(
  { cellar, outbox }: House,
  companyId: string,
  { page, size, ...filter }: DeliveryFilter & { page: number; size: number },
) {
  return cellar.asService(
    async (trx) => {
      const company = await findCompany(trx, companyId)
      if (!company) throw new Problem('not-found')
      const found = await findDeliveries(trx, companyId, filter, { limit: size, offset: (page - 1) * size })
      const short = page === 1 && found.length < size
      const contact = {
        email: company.contact_email as EmailAddress | null,
        mobile: company.contact_mobile as PhoneNumber | null,
      }
      const sms = outbox.reaches('sms')
      return {
        deliveries: found.map(presentDelivery),
        total: short ? found.length : await countDeliveries(trx, companyId, filter),
        ways: ways.filter((way) => typeof planDelivery(way, contact, sms) === 'object'),
        waiting: await countLinesOnSecret(trx, companyId),
      }
    },
    { readOnly: true },
  )
}

export const stateOf = (row: FoundDelivery) =>
  deliveryState({
    channel: row.channel,
    sentAt: row.sent_at,
    perhapsAt: row.perhaps_at,
    deliveredAt: row.delivered_at,
    failedAt: row.failed_at,
    byHandAt: row.by_hand_at,
  })

/** Nothing of what it says, and no whole address: the desk's screen is read over shoulders. */
function presentDelivery(row: FoundDelivery) {
  const state = stateOf(row)
  const facts = { letter: row.letter, kept: Boolean(row.kept), repeated: Boolean(row.repeated) }
  return {
    id: row.id,
    letter: row.letter,
    channel: row.channel,
    recipient: maskRecipient(row),
    state,
    queuedAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    endedAt: endOf(state, row)?.toISOString() ?? null,
    failure: (row.failure as DeliveryFailure | null) ?? (state === 'failed' ? ('unknown' as const) : null),
    retryAt: state === 'queued' && row.attempts > 0 ? row.next_attempt_at.toISOString() : null,
    by: row.by_hand_by,
    repeated: facts.repeated,
    again: againOf(state, facts),
    mayBeHanded: mayBeHanded(state, row.letter),
  }
}

function endOf(state: ReturnType<typeof stateOf>, row: FoundDelivery): Date | null {
  if (state === 'by-hand') return row.by_hand_at
  if (state === 'failed') return row.failed_at
  return state === 'perhaps' ? row.perhaps_at : null
}

function maskRecipient({ channel, recipient }: Pick<FoundDelivery, 'channel' | 'recipient'>): string | null {
  if (channel === 'technician') return null
  return channel === 'sms' ? maskPhoneNumber(recipient as PhoneNumber) : maskEmailAddress(recipient as EmailAddress)
}

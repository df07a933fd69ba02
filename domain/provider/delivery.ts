import type { EmailAddress } from '../email-address.ts'
import type { PhoneNumber } from '../phone-number.ts'

/** How the first credentials reach the customer (S20), and what travels by which way (spec/product A16, security 1.4). */
export const deliveries = ['email', 'sms', 'technician'] as const
export type Delivery = (typeof deliveries)[number]

/** Given at subscription. */
export type Contact = { readonly email: EmailAddress | null; readonly mobile: PhoneNumber | null }

export type DeliveryPlan = {
  /** Numbers of the administrators and the portal's address. */
  readonly numbersTo: { readonly email: EmailAddress } | 'technician' | 'nobody'
  readonly secretTo: { readonly email: EmailAddress } | { readonly sms: PhoneNumber } | 'technician'
}

export type DeliveryFlaw = 'contact-email-missing' | 'contact-mobile-missing' | 'sms-unreachable'

/**
 * Where two ways are open the secret goes by one and the number by the other, so that no single letter opens the
 * switchboard.
 * @param smsReaches whether this installation can send text messages at all.
 */
export function planDelivery(delivery: Delivery, contact: Contact, smsReaches: boolean): DeliveryPlan | DeliveryFlaw {
  const { email, mobile } = contact
  switch (delivery) {
    case 'technician':
      return { numbersTo: 'technician', secretTo: 'technician' }
    case 'email':
      if (email === null) return 'contact-email-missing'
      return { numbersTo: { email }, secretTo: mobile !== null && smsReaches ? { sms: mobile } : { email } }
    case 'sms':
      if (mobile === null) return 'contact-mobile-missing'
      if (!smsReaches) return 'sms-unreachable'
      return { numbersTo: email === null ? 'nobody' : { email }, secretTo: { sms: mobile } }
  }
}

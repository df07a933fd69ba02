import { expect, it } from 'vitest'
import type { EmailAddress } from '../email-address.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { planDelivery } from './delivery.ts'

const email = 'g.ferrero@arredicanavese.example' as EmailAddress
const mobile = '+393475552043' as PhoneNumber
const apart = { numbersTo: { email }, secretTo: { sms: mobile } }

it.each([
  ['email', { email, mobile }, true, apart],
  ['email', { email, mobile }, false, { numbersTo: { email }, secretTo: { email } }],
  ['email', { email, mobile: null }, true, { numbersTo: { email }, secretTo: { email } }],
  ['email', { email: null, mobile }, true, 'contact-email-missing'],
  ['sms', { email, mobile }, true, apart],
  ['sms', { email: null, mobile }, true, { numbersTo: 'nobody', secretTo: { sms: mobile } }],
  ['sms', { email, mobile }, false, 'sms-unreachable'],
  ['sms', { email, mobile: null }, true, 'contact-mobile-missing'],
  ['technician', { email, mobile }, true, { numbersTo: 'technician', secretTo: 'technician' }],
] as const)('by %s to %j, SMS reaching: %s', (delivery, contact, smsReaches, plan) => {
  expect(planDelivery(delivery, contact, smsReaches)).toEqual(plan)
})

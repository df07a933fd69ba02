import { readEmailAddress } from '#domain/email-address.ts'
import { numberType, readPhoneNumber } from '#domain/phone-number.ts'
import type { Contact, Delivery } from '#domain/provider/delivery.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import { readVatNumber } from '#domain/provider/vat-number.ts'

/** What the contract says of a company (spec/product B1), as somebody types it. */
export type Subscription = {
  readonly name: string
  readonly vatNumber?: string | undefined
  readonly contactEmail?: string | undefined
  readonly contactMobile?: string | undefined
  /** When the switchboard began; now, when not given. */
  readonly activatedAt?: Date | undefined
  readonly language?: 'it' | 'en' | undefined
  readonly delivery: Delivery
}

export type ReadSubscription = {
  readonly name: string
  readonly vatNumber: string | null
  readonly contact: Contact
  readonly activatedAt: Date
  readonly language: 'it' | 'en'
}

const longestName = 120

/** @throws {Refusal} naming the first thing that is off. */
export function readSubscription(typed: Subscription, now: Date): ReadSubscription {
  const name = typed.name
    .normalize('NFC')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
  if (name === '' || name.length > longestName) throw new Refusal('company-name-missing')
  const activatedAt = typed.activatedAt ?? now
  if (activatedAt > now) throw new Refusal('activation-in-future')
  return {
    name,
    vatNumber: typed.vatNumber ? required(readVatNumber(typed.vatNumber), 'vat-number-invalid', typed.vatNumber) : null,
    contact: {
      email: typed.contactEmail
        ? required(readEmailAddress(typed.contactEmail), 'contact-email-invalid', typed.contactEmail)
        : null,
      mobile: typed.contactMobile
        ? required(readMobile(typed.contactMobile), 'contact-mobile-invalid', typed.contactMobile)
        : null,
    },
    activatedAt,
    language: typed.language ?? 'it',
  }
}

function readMobile(text: string) {
  const number = readPhoneNumber(text)
  return number !== undefined && ['mobile', 'foreign'].includes(numberType(number)) ? number : undefined
}

function required<T>(value: T | undefined, reason: Refusal['reason'], typed: string): T {
  if (value === undefined) throw new Refusal(reason, { value: typed })
  return value
}

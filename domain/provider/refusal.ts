/**
 * The closed list of reasons for which the provider's own acts (activation, rotation, restore) are refused. The
 * sentences are in `translations/<language>/provider.ts`. They never travel over HTTP, so they are no problem codes.
 */
export const refusals = [
  // activation
  'file-with-problems',
  'company-name-missing',
  'vat-number-invalid',
  'contact-email-invalid',
  'contact-mobile-invalid',
  'contact-email-missing',
  'contact-mobile-missing',
  'sms-unreachable',
  'activation-in-future',
  'administrator-missing',
  'number-in-use',
  // finding whom it is about
  'company-unknown',
  'company-ambiguous',
  'company-closed',
  'number-unknown',
  // the provider's own people
  'staff-email-taken',
  // ways outside
  'trunk-unreadable',
  'trunk-name-taken',
  'trunk-unknown',
  // restore by support
  'line-not-administrator',
  'line-not-live',
  'ticket-missing',
  'people-missing',
  'same-person',
  'email-invalid',
  'other-administrator',
  'consent-not-given',
  'waiting-not-over',
  'contact-missing',
] as const
export type RefusalReason = (typeof refusals)[number]

/** Thrown by the provider's actions before anything is changed, or in a transaction that is then undone. */
export class Refusal extends Error {
  readonly reason: RefusalReason
  readonly facts: Readonly<Record<string, string | number>>

  constructor(reason: RefusalReason, facts: Readonly<Record<string, string | number>> = {}) {
    super(reason)
    this.name = 'Refusal'
    this.reason = reason
    this.facts = facts
  }
}

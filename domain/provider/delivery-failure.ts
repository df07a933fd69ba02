/** Why a letter or a text message will not arrive, in the few ways that ask for different things of a person. */
export const deliveryFailures = [
  /** The number or address does not exist. */
  'recipient-unknown',
  /** It exists and takes nothing from us. */
  'recipient-refuses',
  /** The telephone was off, or the mailbox full, for as long as the gateway tries. */
  'not-reached',
  /** The gateway or the mail server did not take it for a day. */
  'too-late',
  /** The gateway took it and dropped it. */
  'dropped',
  /** This installation cannot send that way. */
  'no-way-out',
  'unknown',
] as const

export type DeliveryFailure = (typeof deliveryFailures)[number]

import type { DeliveryFailure } from '#domain/provider/delivery-failure.ts'

/** What a command_status of a submit asks of us (SMPP 3.4 5.1.3). */
export type Verdict =
  | { readonly kind: 'taken' }
  /** Too fast, or its queue is full: the same again in a moment. */
  | { readonly kind: 'slower' }
  /** This recipient or this text will never do. */
  | { readonly kind: 'never'; readonly because: DeliveryFailure }
  /** Not now, or not as we are set up: somebody may mend it. */
  | { readonly kind: 'not-now' }

const slower = new Set([
  0x14, // ESME_RMSGQFUL
  0x58, // ESME_RTHROTTLED
])

const never: Readonly<Record<number, DeliveryFailure>> = {
  1: 'dropped', // ESME_RINVMSGLEN
  11: 'recipient-unknown', // ESME_RINVDSTADR
  80: 'recipient-unknown', // ESME_RINVDSTTON
  81: 'recipient-unknown', // ESME_RINVDSTNPI
}

/** @param status `command_status` of a submit_sm_resp (SMPP 3.4, 5.1.3) */
export function verdictOf(status: number): Verdict {
  if (status === 0) return { kind: 'taken' }
  if (slower.has(status)) return { kind: 'slower' }
  const because = never[status]
  return because ? { kind: 'never', because } : { kind: 'not-now' }
}

/** `SMPP 0x0000000B`: for the log and the person who asks the operator. */
export const statusName = (status: number): string => `SMPP 0x${status.toString(16).toUpperCase().padStart(8, '0')}`

import type { PDU } from 'smpp'
import { type PhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import type { DeliveryFailure } from '#domain/provider/delivery-failure.ts'
import type { Receipt } from '../ledger.ts'

type Fate = Pick<Receipt, 'outcome' | 'failure'>

const delivered: Fate = { outcome: 'delivered', failure: null }
const failed = (failure: DeliveryFailure): Fate => ({ outcome: 'failed', failure })

/** message_state (SMPP 3.4 5.2.28) and the word in a receipt's text (Appendix B); the others are still on their way. */
const byState: Readonly<Record<number, Fate>> = {
  2: delivered,
  3: failed('not-reached'),
  4: failed('dropped'),
  5: failed('recipient-unknown'),
  8: failed('recipient-refuses'),
}
const byWord: Readonly<Record<string, Fate>> = {
  DELIVRD: delivered,
  EXPIRED: failed('not-reached'),
  DELETED: failed('dropped'),
  UNDELIV: failed('recipient-unknown'),
  REJECTD: failed('recipient-refuses'),
}

export const fateOfState = (state: number | undefined): Fate | undefined => byState[state ?? -1]

/** esm_class bits 5-2: a receipt of the message centre (SMPP 3.4 5.2.12). */
const isReceipt = (pdu: PDU): boolean => ((pdu.esm_class ?? 0) & 0x3c) === 0x04

/**
 * Reads a deliver_sm: what became of a message, or undefined when it is about something still on its way, or is no
 * receipt at all. The fields come first; the text, whose form is only usual, fills what they leave out.
 */
export function readReceipt(pdu: PDU): Receipt | undefined {
  if (!isReceipt(pdu)) return undefined
  const text = textOf(pdu)
  const told = (name: string) => new RegExp(`\\b${name}:\\s*(\\S+)`, 'i').exec(text)?.[1]
  const fate = fateOfState(pdu.message_state) ?? byWord[told('stat')?.toUpperCase() ?? '']
  if (!fate) return undefined
  return {
    ...fate,
    gatewayId: pdu.receipted_message_id || told('id') || null,
    reference: pdu.user_message_reference,
    recipient: recipientOf(pdu.source_addr),
  }
}

/** Whom the receipt is about is its sender; most gateways leave out the plus. */
function recipientOf(address: string | undefined): PhoneNumber | null {
  if (!address) return null
  return readPhoneNumber(address.startsWith('+') ? address : `+${address}`) ?? null
}

function textOf({ short_message: message }: PDU): string {
  const text = typeof message === 'object' && !Buffer.isBuffer(message) ? message.message : (message ?? '')
  return typeof text === 'string' ? text : text.toString('latin1')
}

import type { ColumnType, Generated } from 'kysely'
import type { Instant, MaybeInstant } from './column-types.ts'

/** Letters and text messages, from the queue to the receipt. */

/** What a letter says, rendered when it is queued; erased once it is sent. */
export type LetterContent = { subject: string; text: string; html: string | null }

export interface OutboxMessageTable {
  id: string
  company_id: string | null
  channel: 'email' | 'sms' | 'technician'
  recipient: string
  letter: string
  content: ColumnType<LetterContent | null, string | null, string | null>
  dedupe_key: string | null
  created_at: Instant
  next_attempt_at: Instant
  attempts: Generated<number>
  sent_at: MaybeInstant
  failed_at: MaybeInstant
  last_error: string | null
  perhaps_at: MaybeInstant
  delivered_at: MaybeInstant
  failure: string | null
  by_hand_at: MaybeInstant
  by_hand_by: string | null
  again_of: string | null
}

export interface TextMessagePartTable {
  message_id: string
  part: number
  parts: number
  gateway: string
  reference: number
  handed_at: Instant
  answered_at: MaybeInstant
  gateway_id: string | null
  outcome: 'delivered' | 'failed' | null
  failure: string | null
  ended_at: MaybeInstant
  asked_at: MaybeInstant
  asks: Generated<number>
}

export interface TextReceiptTable {
  gateway: string
  gateway_id: string
  outcome: 'delivered' | 'failed'
  failure: string | null
  at: Instant
}

export interface DemoLetterTable {
  id: string
  channel: string
  recipient: string
  subject: string
  body: string
  html: string | null
  links: string[]
  at: Instant
}

export interface MailTables {
  outbox_message: OutboxMessageTable
  text_message_part: TextMessagePartTable
  text_receipt: TextReceiptTable
  demo_letter: DemoLetterTable
}

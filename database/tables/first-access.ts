import type { Generated } from 'kysely'
import type { Instant, Json, MaybeInstant } from './column-types.ts'

/** Bringing everybody through the first access: activations, reminders, work on many lines. */

/** What opened the door for the first own password. */
export type ActivationSecret = 'shared' | 'temporary' | 'invitation'

export interface ActivationTable {
  id: string
  company_id: string
  line_id: string
  at: Instant
  ip: string
  secret: ActivationSecret
  digest_sent_at: MaybeInstant
  label: Generated<string>
  confirmed_at: MaybeInstant
  confirmed_by: 'administrator' | 'phone' | null
  objected_at: MaybeInstant
}

/** Digits that prove a line when its own phone dials them. */
export interface LineProofTable {
  line_id: string
  company_id: string
  activation_id: string
  digits: string
  wrong: Generated<number>
  expires_at: Instant
}

export interface FirstAccessReminderTable {
  line_id: string
  company_id: string
  at: Instant
}

export type BulkAction = 'remind' | 'invite' | 'temporary-password' | 'move'

/** Whose session and address asked, for the audit log. */
export type BulkAsked = { name: string; sessionHash: string; ip: string; requestId: string }

export interface BulkJobTable {
  id: string
  company_id: string
  key: string
  action: BulkAction
  administrator_id: string
  site_id: string | null
  total: number
  asked: Json<BulkAsked>
  created_at: Instant
  finished_at: MaybeInstant
}

export interface BulkJobLineTable {
  job_id: string
  company_id: string
  position: number
  line_id: string
  state: Generated<'waiting' | 'done' | 'refused'>
  outcome: string | null
  secret: Buffer | null
}

export interface FirstAccessTables {
  activation: ActivationTable
  line_proof: LineProofTable
  first_access_reminder: FirstAccessReminderTable
  bulk_job: BulkJobTable
  bulk_job_line: BulkJobLineTable
}

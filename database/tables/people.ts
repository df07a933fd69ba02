import type { Instant, MaybeInstant } from './column-types.ts'

/** Who holds a line, and until when. */

export interface RenewalRequestTable {
  line_id: string
  company_id: string
  ask_at: Instant
  ends_at: Instant
  planned_at: Instant
  asked_at: MaybeInstant
}

export interface PeopleTables {
  renewal_request: RenewalRequestTable
}

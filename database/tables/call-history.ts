import type { Generated } from 'kysely'
import type { CallDetail, CallDirection, CallList, CallOutcome } from '#domain/call-history/call-context.ts'
import type { Instant, Json, MaybeInstant } from './column-types.ts'

/** The calls of a line. */

export interface CallRecordTable {
  id: string
  company_id: string
  line_id: string
  call_id: string
  direction: CallDirection
  list: CallList
  outcome: CallOutcome
  started_at: Instant
  ended_at: MaybeInstant
  seconds: Generated<number>
  other_number: string | null
  other_line_id: string | null
  other_name: string | null
  other_key: string
  masked: Generated<boolean>
  search_text: string
  detail: Json<CallDetail>
  seen_at: MaybeInstant
  deleted_at: MaybeInstant
  sealed_at: MaybeInstant
}

export interface CallHistoryTables {
  call_record: CallRecordTable
}

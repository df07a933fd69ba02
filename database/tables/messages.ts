import type { Instant, MaybeInstant } from './column-types.ts'

/** Voice messages and their sound. */

export interface VoicemailMessageTable {
  id: string
  company_id: string
  line_id: string
  call_id: string
  spool_file: string
  left_at: Instant
  seconds: number
  caller_number: string | null
  caller_line_id: string | null
  caller_name: string | null
  search_text: string
  loudness: Buffer
  heard_at: MaybeInstant
  deleted_at: MaybeInstant
  sealed_at: MaybeInstant
}

export interface VoicemailAudioTable {
  message_id: string
  company_id: string
  line_id: string
  sealed: Buffer
  sealed_at: MaybeInstant
}

export interface MessagesTables {
  voicemail_message: VoicemailMessageTable
  voicemail_audio: VoicemailAudioTable
}

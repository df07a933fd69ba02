import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Instant, Json } from './column-types.ts'

/** What was done, by whom, in chains that cannot be rewritten. */

export type ActorRole = 'user' | 'administrator' | 'support' | 'system' | 'unknown'
export type AuditFacts = Record<string, string | number | boolean | null>

export interface AuditEventTable {
  id: GeneratedAlways<number>
  company_id: string | null
  chain_no: ColumnType<number | null, never, never>
  at: Instant
  actor_id: string | null
  actor_name: string
  actor_role: ActorRole
  subject_id: string | null
  acting: Generated<boolean>
  action: string
  result: 'done' | 'refused'
  facts: Json<AuditFacts>
  session_hash8: string | null
  ip: string | null
  request_id: string | null
  prev_hash: ColumnType<Buffer | null, never, never>
  hash: ColumnType<Buffer | null, never, never>
  object: GeneratedAlways<string | null>
}

export interface AuditHeadTable {
  chain: string
  chain_no: number
  hash: Buffer
}

export interface AuditLogTables {
  audit_event: AuditEventTable
  audit_head: AuditHeadTable
}

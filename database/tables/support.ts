import type { Generated } from 'kysely'
import type { ProposedChange } from '#domain/support/proposal.ts'
import type { Instant, Json, MaybeInstant } from './column-types.ts'

/** A customer's code, the visit it opens, and what 1928 proposes. */

export interface SupportCodeTable {
  id: string
  company_id: string
  line_id: string
  code_hash: Buffer
  created_at: Instant
  expires_at: Instant
  tries: Generated<number>
  ended_at: MaybeInstant
}

export interface SupportVisitTable {
  id: string
  company_id: string
  line_id: string
  staff_id: string
  staff_name: string
  opened_at: Instant
  expires_at: Instant
  ended_at: MaybeInstant
  ended_by: 'customer' | 'staff' | null
}

export interface SupportProposalTable {
  id: string
  company_id: string
  line_id: string
  visit_id: string
  change: Json<ProposedChange>
  proposed_at: Instant
  answered_at: MaybeInstant
  answer: 'accepted' | 'refused' | 'withdrawn' | null
}

export interface SupportTables {
  support_code: SupportCodeTable
  support_visit: SupportVisitTable
  support_proposal: SupportProposalTable
}

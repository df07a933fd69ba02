import type { Generated } from 'kysely'
import type { StaffRole } from '#domain/access/permissions.ts'
import type { CompanyFileColumn } from '#domain/provider/company-file-columns.ts'
import type { CompanyFileProblem, CompanyFileWarning } from '#domain/provider/company-file-problem.ts'
import type { DraftData } from '#domain/provider/draft.ts'
import type { Difference } from '#domain/provider/import/difference.ts'
import type { ImportChoices } from '#domain/provider/import/mapping.ts'
import type { LicenceUse } from '#domain/provider/licences.ts'
import type { WayOfRestore } from '#domain/provider/support-restore.ts'
import type { Instant, Json, MaybeInstant, MaybeJson } from './column-types.ts'

/** The provider's staff, customers in preparation, imports, restores and requests. */

export interface StaffTable {
  id: string
  email: string
  name: string
  role: StaffRole
  password_hash: string
  pepper_id: string
  password_is_temporary: Generated<boolean>
  password_set_at: Instant
  password_expires_at: MaybeInstant
  history: Generated<string[]>
  totp_secret: Buffer | null
  totp_confirmed_at: MaybeInstant
  totp_last_step: number | null
  language: Generated<'it' | 'en'>
  theme: Generated<'auto' | 'light' | 'dark'>
  created_at: Instant
  last_signed_in_at: MaybeInstant
  disabled_at: MaybeInstant
}

export interface StaffPasskeyTable {
  id: string
  staff_id: string
  public_key: Buffer
  counter: number
  transports: Generated<string[]>
  label: string
  created_at: Instant
  last_used_at: MaybeInstant
}

export interface StaffRecoveryCodeTable {
  staff_id: string
  hash: Buffer
  used_at: MaybeInstant
}

export interface StaffSessionTable {
  hash: Buffer
  id: string
  staff_id: string
  kind: 'second-factor' | 'full'
  created_at: Instant
  last_seen_at: Instant
  expires_at: Instant
  stepped_up_at: MaybeInstant
  step_up_failures: Generated<number>
  label: string
  ip: string
  challenge: string | null
}

export type RestoreState = 'waiting' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'blocked'

export interface RestoreRequestTable {
  id: string
  company_id: string
  line_id: string
  state: RestoreState
  ticket: string
  reason: string
  checks: string[]
  email: string | null
  way: WayOfRestore
  requested_by: string | null
  requested_by_name: string
  requested_at: Instant
  expires_at: Instant
  others_asked: Generated<boolean>
  consent_of: string | null
  consent_at: MaybeInstant
  decided_by: string | null
  decided_by_name: string | null
  decided_at: MaybeInstant
  refusal: string | null
  password_ends_at: MaybeInstant
  spoken_at: MaybeInstant
  stopped_at: MaybeInstant
}

export interface RestoreLinkTable {
  hash: Buffer
  company_id: string
  request_id: string
  administrator_id: string | null
  created_at: Instant
  expires_at: Instant
}

export type ServiceRequestKind = 'reset-without-email' | 'restore-blocked' | 'activation-denied'

export interface ServiceRequestTable {
  id: string
  company_id: string
  line_id: string
  kind: ServiceRequestKind
  opened_at: Instant
  last_at: Instant
  times: Generated<number>
  closed_at: MaybeInstant
  closed_by: string | null
  closed_by_name: string | null
  note: string | null
}

export interface CustomerDraftTable {
  id: string
  name: string
  name_key: string
  data: Json<DraftData>
  version: Generated<number>
  created_at: Instant
  created_by: string
  updated_at: Instant
  updated_by: string
  activated_company: string | null
  activated_at: MaybeInstant
}

export interface DraftLineTable {
  id: string
  draft_id: string
  number: string
  extension: string
  name: string
  site: string
  service: string
  user_type: 'user' | 'administrator' | 'attendant'
  email: string | null
  mobile: string | null
}

export interface CompanyLicenceTable {
  company_id: string
  service: string
  licences: number
}

export type ImportCounts = {
  good: number
  bad: number
  problems: number
  warnings: number
  leftOut: number
  added: number
  changed: number
  same: number
  kept: number
  missing: number
  newSites: string[]
  administrators: number
  /** Absent in what was checked before licences were counted. */
  licences?: LicenceUse[]
}

export type ImportHeading = { heading: string; sample: string[] }

export interface ImportJobTable {
  id: string
  draft_id: string | null
  company_id: string | null
  file_name: string
  sheet: string | null
  headings: Json<ImportHeading[]>
  choices: Json<ImportChoices>
  rows: number
  state: Generated<'mapping' | 'ready' | 'done' | 'cancelled'>
  begun: 'check' | 'apply' | null
  counts: MaybeJson<ImportCounts | null>
  failure: string | null
  created_at: Instant
  created_by: string
  finished_at: MaybeInstant
}

export type ImportNotes = {
  problems: CompanyFileProblem[]
  warnings: CompanyFileWarning[]
}

export interface ImportRowTable {
  job_id: string
  row: number
  cells: MaybeJson<string[] | null>
  corrected: MaybeJson<Partial<Record<CompanyFileColumn, string>> | null>
  left_out: Generated<boolean>
  kind: string | null
  number: string | null
  notes: MaybeJson<ImportNotes | null>
  difference: MaybeJson<Difference | null>
}

export interface ProviderTables {
  staff: StaffTable
  staff_passkey: StaffPasskeyTable
  staff_recovery_code: StaffRecoveryCodeTable
  staff_session: StaffSessionTable
  restore_request: RestoreRequestTable
  restore_link: RestoreLinkTable
  service_request: ServiceRequestTable
  customer_draft: CustomerDraftTable
  draft_line: DraftLineTable
  company_licence: CompanyLicenceTable
  import_job: ImportJobTable
  import_row: ImportRowTable
}

import type { ColumnType, Generated, GeneratedAlways, Insertable, Selectable, Updateable } from 'kysely'
import type { StaffRole } from '#domain/access/permissions.ts'
import type { CallerPattern, CallSettings, Destination, SettingName } from '#domain/call-handling/settings.ts'
import type { CallDetail, CallDirection, CallList, CallOutcome } from '#domain/call-history/call-context.ts'
import type { SomeLimits } from '#domain/call-limits/limits.ts'
import type { ServiceAction, ServiceName } from '#domain/dial-plan/service-codes.ts'
import type { CompanyFileColumn } from '#domain/provider/company-file-columns.ts'
import type { CompanyFileProblem, CompanyFileWarning } from '#domain/provider/company-file-problem.ts'
import type { DraftData } from '#domain/provider/draft.ts'
import type { Difference } from '#domain/provider/import/difference.ts'
import type { ImportChoices } from '#domain/provider/import/mapping.ts'
import type { WayOfRestore } from '#domain/provider/support-restore.ts'
import type { ProposedChange } from '#domain/support/proposal.ts'

/** Row types of `migrations/`. A test compares them with the migrated database's columns. */

type Instant = ColumnType<Date, Date, Date>
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>
type Json<T> = ColumnType<T, string, string>
type MaybeJson<T> = ColumnType<T, string | null | undefined, string | null>

export type CredentialKind = 'none' | 'shared' | 'temporary' | 'own'
export type EmailStatus = 'none' | 'pending' | 'verified'
export type EmailSource = 'owner' | 'administrator' | 'support' | 'activation'
export type FirstAccessState =
  | 'completed'
  | 'email-to-confirm'
  | 'email-missing'
  | 'temporary-password'
  | 'never-entered'

export interface ServiceProfileTable {
  code: string
  name: string
  rank: number
  features: Json<Record<string, boolean>>
  limits: Json<Record<string, number>>
}

export interface CompanyTable {
  id: string
  name: string
  vat_number: string | null
  contact_email: string | null
  contact_mobile: string | null
  activated_at: Instant
  password_expiry_days: Generated<number | null>
  language: Generated<'it' | 'en'>
  closed_at: MaybeInstant
  sip_domain: Generated<string>
  external_prefix: string | null
  extension_length: Generated<number>
  contract_number: string | null
  suspended_at: MaybeInstant
  state_reason: string | null
  state: GeneratedAlways<CompanyState>
  mfa_required: Generated<boolean>
  call_retention_days: Generated<number>
  languages: Generated<('it' | 'en')[]>
  name_key: GeneratedAlways<string>
  search_text: GeneratedAlways<string>
}

export type CompanyState = 'active' | 'suspended' | 'closed'

export interface SiteTable {
  id: string
  company_id: string
  name: string
  name_key: string
  emergency_number: string | null
  emergency_location: Generated<string>
  version: Generated<number>
  street: Generated<string>
  house_number: Generated<string>
  postcode: Generated<string>
  town: Generated<string>
  province: Generated<string>
  emergency_details: Generated<string>
  main_number: string | null
  extension_first: string | null
  extension_last: string | null
}

export interface NumberBlockTable {
  id: string
  company_id: string
  first_number: string
  last_number: string
}

export interface LineTable {
  id: string
  company_id: string
  number: string
  extension: Generated<string>
  name: string
  name_key: string
  site_id: string
  service: string
  role: 'user' | 'administrator'
  user_type: 'user' | 'administrator' | 'attendant'
  mobile: string | null
  account: 'provisioned' | 'live' | 'disabled' | 'closed'
  credential: CredentialKind
  credential_set_at: MaybeInstant
  credential_expires_at: MaybeInstant
  gate_opened_at: MaybeInstant
  email: string | null
  email_status: Generated<EmailStatus>
  email_source: EmailSource | null
  email_next: string | null
  language: Generated<'it' | 'en'>
  theme: Generated<'auto' | 'light' | 'dark'>
  activated_at: MaybeInstant
  activation_confirmed_at: MaybeInstant
  search_text: string
  first_access: GeneratedAlways<FirstAccessState>
  administrator_sites: string[] | null
  holder_since: MaybeInstant
}

export interface DirectoryVersionTable {
  company_id: string
  version: Generated<number>
}

export interface CompanySecretTable {
  company_id: string
  generation: Generated<number>
  hash: string
  pepper_id: string
  created_at: Instant
  closed_at: MaybeInstant
}

export interface CredentialTable {
  line_id: string
  company_id: string
  password_hash: string | null
  pepper_id: string | null
  history: Generated<string[]>
  last_signed_in_at: MaybeInstant
  email_later_since: MaybeInstant
  sign_ins_without_email: Generated<number>
  pin_hash: string | null
  pin_pepper_id: string | null
  pin_set_at: MaybeInstant
  totp_secret: Buffer | null
  totp_confirmed_at: MaybeInstant
  totp_last_step: number | null
}

export interface RecoveryCodeTable {
  line_id: string
  company_id: string
  hash: Buffer
  used_at: MaybeInstant
}

export interface PasskeyTable {
  id: string
  line_id: string
  company_id: string
  public_key: Buffer
  counter: number
  transports: Generated<string[]>
  label: string
  created_at: Instant
  last_used_at: MaybeInstant
}

export type MailedLinkPurpose = 'reset' | 'confirm-and-reset' | 'verify-email' | 'undo-email' | 'invitation'

export interface MailedLinkTable {
  hash: Buffer
  company_id: string
  line_id: string
  purpose: MailedLinkPurpose
  address: string | null
  created_at: Instant
  expires_at: Instant
  used_at: MaybeInstant
  tries: Generated<number>
}

export interface EmailCodeTable {
  line_id: string
  company_id: string
  address: string
  code_hash: Buffer
  session_hash: Buffer
  tries: Generated<number>
  created_at: Instant
  expires_at: Instant
  sent_today: Generated<number>
}

export interface RememberFamilyTable {
  selector: Buffer
  line_id: string
  company_id: string
  validator_hash: Buffer
  previous_hash: Buffer | null
  rotated_at: Instant
  created_at: Instant
  expires_at: Instant
  label: string
  ip_prefix: string
  revoked_at: MaybeInstant
}

export type SessionKind = 'second-factor' | 'gate' | 'full' | 'remembered'
export type View = 'user' | 'administrator'

export interface SessionTable {
  hash: Buffer
  id: string
  line_id: string
  company_id: string
  kind: SessionKind
  view: View | null
  password_kind: 'shared' | 'temporary' | 'own'
  created_at: Instant
  last_seen_at: Instant
  expires_at: Instant
  password_at: MaybeInstant
  stepped_up_at: MaybeInstant
  step_up_failures: Generated<number>
  family: Buffer | null
  remember: Generated<boolean>
  label: string
  ip: string
  challenge: string | null
}

export interface ActingGrantTable {
  id: string
  company_id: string
  session_id: string
  administrator_id: string
  subject_id: string
  created_at: Instant
  expires_at: Instant
  ended_at: MaybeInstant
}

export interface ThrottleTable {
  key: Buffer
  rule: string
  failures: number
  consecutive: number
  first_failure_at: Instant
  last_failure_at: Instant
  blocked_until: MaybeInstant
  seen: Generated<string[]>
}

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

export interface InstallationFactTable {
  name: string
  value: string
}

export type DeviceKind = 'softphone' | 'desk' | 'web'

export interface DeviceTable {
  id: string
  company_id: string
  line_id: string
  name: string
  kind: DeviceKind
  mac: string | null
  sip_user: string
  sip_domain: string
  ha1: string | null
  search_text: string
  created_at: Instant
  rotated_at: Instant
  disabled_at: MaybeInstant
  removed_at: MaybeInstant
  registered_since: MaybeInstant
  registered_until: MaybeInstant
  user_agent: string | null
  address: string | null
  transport: string | null
  last_contact_at: MaybeInstant
}

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

export interface ShortCodeTable {
  company_id: string
  code: string
  label: string
  destination: Json<Destination>
  entry_id: Generated<string>
  version: Generated<number>
  visible: Generated<boolean>
}

export interface RenumberingTable {
  id: string
  company_id: string
  at: Instant
  by_name: string
  /** Line, extension before, extension after. */
  moves: Json<[lineId: string, from: string, to: string][]>
  undone_at: MaybeInstant
}

export interface ServiceCodeDefaultTable {
  pattern: string
  service: string
  action: string
  main: boolean
}

export interface ServiceCodeTable {
  company_id: string
  pattern: string
  service: ServiceName
  action: ServiceAction
  main: boolean
}

export interface CallLimitTable {
  company_id: string
  by_provider: ColumnType<SomeLimits, string | undefined, string>
  by_administrator: Json<SomeLimits>
  changed_at: Instant
}

export interface OutsideLegTable {
  call_id: string
  place: number
  company_id: string
  line_id: string
  number: string
  class: string
  forwarded: boolean
  placed_at: Instant
  until: Instant
  answered_at: MaybeInstant
  ended_at: MaybeInstant
  seconds: Generated<number>
}

export interface OutsideUseTable {
  company_id: string
  scope_id: string
  day: string
  class: string
  forwarded: boolean
  calls: number
  seconds: number
  off_hours: Generated<boolean>
}

export interface CallHoldTable {
  scope_id: string
  company_id: string
  line_id: string | null
  signal: string
  since: Instant
  until: Instant
}

export interface CallAlarmTable {
  scope_id: string
  what: string
  day: string
  company_id: string
  line_id: string | null
  at: Instant
}

export interface CompanyBlockTable {
  id: string
  company_id: string
  caller: Json<CallerPattern>
  note: Generated<string>
  created_at: Instant
  created_by: string
}

export interface LineCallPermissionTable {
  line_id: string
  company_id: string
  allowed: string[]
  changed_at: Instant
  changed_by: string
}

export interface EmergencyCallTable {
  line_id: string
  company_id: string
  at: Instant
}

export interface CallSettingsTable {
  line_id: string
  company_id: string
  version: number
  settings: Json<CallSettings>
  changed_at: Instant
  used_numbers: Generated<string[]>
}

export type SettingActor = 'owner' | 'administrator' | 'phone-code' | 'support' | 'system'

export interface CallSettingChangeTable {
  id: string
  company_id: string
  line_id: string
  version: number
  setting: SettingName
  before: Json<unknown>
  after: Json<unknown>
  at: Instant
  actor_id: string | null
  actor_name: string
  actor_role: SettingActor
  code: string | null
  restored_from: string | null
  proposed_by: string | null
  sealed_at: MaybeInstant
}

export interface TrunkTable {
  id: string
  name: string
  host: string
  port: number
  transport: 'udp' | 'tcp' | 'tls'
  auth_user: string | null
  auth_secret: Buffer | null
  auth_realm: string | null
  priority: Generated<number>
  created_at: Instant
}

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

export interface RenewalRequestTable {
  line_id: string
  company_id: string
  ask_at: Instant
  ends_at: Instant
  planned_at: Instant
  asked_at: MaybeInstant
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

export interface Tables {
  renewal_request: RenewalRequestTable
  service_profile: ServiceProfileTable
  company: CompanyTable
  site: SiteTable
  number_block: NumberBlockTable
  line: LineTable
  directory_version: DirectoryVersionTable
  company_secret: CompanySecretTable
  credential: CredentialTable
  recovery_code: RecoveryCodeTable
  passkey: PasskeyTable
  mailed_link: MailedLinkTable
  email_code: EmailCodeTable
  remember_family: RememberFamilyTable
  session: SessionTable
  acting_grant: ActingGrantTable
  throttle: ThrottleTable
  activation: ActivationTable
  first_access_reminder: FirstAccessReminderTable
  bulk_job: BulkJobTable
  bulk_job_line: BulkJobLineTable
  audit_event: AuditEventTable
  audit_head: AuditHeadTable
  outbox_message: OutboxMessageTable
  text_message_part: TextMessagePartTable
  text_receipt: TextReceiptTable
  demo_letter: DemoLetterTable
  installation_fact: InstallationFactTable
  device: DeviceTable
  call_record: CallRecordTable
  voicemail_message: VoicemailMessageTable
  voicemail_audio: VoicemailAudioTable
  short_code: ShortCodeTable
  renumbering: RenumberingTable
  service_code_default: ServiceCodeDefaultTable
  service_code: ServiceCodeTable
  company_block: CompanyBlockTable
  line_call_permission: LineCallPermissionTable
  emergency_call: EmergencyCallTable
  call_settings: CallSettingsTable
  call_setting_change: CallSettingChangeTable
  trunk: TrunkTable
  call_limit: CallLimitTable
  outside_leg: OutsideLegTable
  outside_use: OutsideUseTable
  call_hold: CallHoldTable
  call_alarm: CallAlarmTable
  staff: StaffTable
  staff_passkey: StaffPasskeyTable
  staff_recovery_code: StaffRecoveryCodeTable
  staff_session: StaffSessionTable
  restore_request: RestoreRequestTable
  restore_link: RestoreLinkTable
  service_request: ServiceRequestTable
  support_code: SupportCodeTable
  support_visit: SupportVisitTable
  support_proposal: SupportProposalTable
  customer_draft: CustomerDraftTable
  draft_line: DraftLineTable
  company_licence: CompanyLicenceTable
  import_job: ImportJobTable
  import_row: ImportRowTable
}

export type LineRow = Selectable<LineTable>
export type NewLine = Insertable<LineTable>
export type LineChange = Updateable<LineTable>
export type CredentialRow = Selectable<CredentialTable>
export type SessionRow = Selectable<SessionTable>
export type StaffRow = Selectable<StaffTable>
export type CompanyRow = Selectable<CompanyTable>
export type DeviceRow = Selectable<DeviceTable>
export type CallRecordRow = Selectable<CallRecordTable>
export type VoicemailMessageRow = Selectable<VoicemailMessageTable>

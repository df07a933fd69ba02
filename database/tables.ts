import type { ColumnType, Generated, GeneratedAlways, Insertable, Selectable, Updateable } from 'kysely'
import type { CallerPattern, CallSettings, Destination, SettingName } from '#domain/call-handling/settings.ts'
import type { CallDetail, CallDirection, CallList, CallOutcome } from '#domain/call-history/call-context.ts'
import type { ServiceAction, ServiceName } from '#domain/dial-plan/service-codes.ts'

/** Row types of `migrations/`. A test compares them with the migrated database's columns. */

type Instant = ColumnType<Date, Date, Date>
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>
type Json<T> = ColumnType<T, string, string>

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
}

export interface SiteTable {
  id: string
  company_id: string
  name: string
  name_key: string
  emergency_number: string | null
  emergency_location: Generated<string>
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

export type MailedLinkPurpose = 'reset' | 'confirm-and-reset' | 'verify-email' | 'undo-email'

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

export interface ActivationTable {
  id: string
  company_id: string
  line_id: string
  at: Instant
  ip: string
  secret: 'shared' | 'temporary'
  digest_sent_at: MaybeInstant
}

export type ActorRole = 'user' | 'administrator' | 'support' | 'system' | 'unknown'
export type AuditFacts = Record<string, string | number | boolean | null>

export interface AuditEventTable {
  id: GeneratedAlways<number>
  company_id: string | null
  chain_no: ColumnType<number, never, never>
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
  prev_hash: ColumnType<Buffer, never, never>
  hash: ColumnType<Buffer, never, never>
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
  channel: 'email' | 'sms'
  recipient: string
  letter: string
  content: ColumnType<LetterContent | null, string, string | null>
  dedupe_key: string | null
  created_at: Instant
  next_attempt_at: Instant
  attempts: Generated<number>
  sent_at: MaybeInstant
  failed_at: MaybeInstant
  last_error: string | null
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
}

export interface VoicemailAudioTable {
  message_id: string
  company_id: string
  line_id: string
  sealed: Buffer
}

export interface ShortCodeTable {
  company_id: string
  code: string
  label: string
  destination: Json<Destination>
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

export interface Tables {
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
  audit_event: AuditEventTable
  audit_head: AuditHeadTable
  outbox_message: OutboxMessageTable
  demo_letter: DemoLetterTable
  installation_fact: InstallationFactTable
  device: DeviceTable
  call_record: CallRecordTable
  voicemail_message: VoicemailMessageTable
  voicemail_audio: VoicemailAudioTable
  short_code: ShortCodeTable
  service_code_default: ServiceCodeDefaultTable
  service_code: ServiceCodeTable
  company_block: CompanyBlockTable
  line_call_permission: LineCallPermissionTable
  emergency_call: EmergencyCallTable
  call_settings: CallSettingsTable
  call_setting_change: CallSettingChangeTable
  trunk: TrunkTable
}

export type LineRow = Selectable<LineTable>
export type NewLine = Insertable<LineTable>
export type LineChange = Updateable<LineTable>
export type CredentialRow = Selectable<CredentialTable>
export type SessionRow = Selectable<SessionTable>
export type CompanyRow = Selectable<CompanyTable>
export type DeviceRow = Selectable<DeviceTable>
export type CallRecordRow = Selectable<CallRecordTable>
export type VoicemailMessageRow = Selectable<VoicemailMessageTable>

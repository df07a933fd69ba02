import type { Generated, GeneratedAlways, Insertable, Selectable, Updateable } from 'kysely'
import type { Instant, Json, MaybeInstant } from './column-types.ts'

/** The company, its numbers and its lines. */

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
  approve_since: MaybeInstant
  invitations_only: Generated<boolean>
  name_key: GeneratedAlways<string>
  search_text: GeneratedAlways<string>
}

export type CompanyState = 'active' | 'suspended' | 'closed'

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

export interface DirectoryTables {
  service_profile: ServiceProfileTable
  company: CompanyTable
  number_block: NumberBlockTable
  line: LineTable
  directory_version: DirectoryVersionTable
}

export type LineRow = Selectable<LineTable>
export type NewLine = Insertable<LineTable>
export type LineChange = Updateable<LineTable>
export type CompanyRow = Selectable<CompanyTable>

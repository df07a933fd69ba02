import type { Generated, Selectable } from 'kysely'
import type { Instant, MaybeInstant } from './column-types.ts'

/** How people get in: secrets, factors, sessions, links by mail. */

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

export interface AccessTables {
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
}

export type CredentialRow = Selectable<CredentialTable>

import type { Generated, GeneratedAlways } from 'kysely'
import type { CallerPattern, CallSettings, SettingName } from '#domain/call-handling/settings.ts'
import type { Instant, Json, MaybeInstant } from './column-types.ts'

/** What happens to a call, and who changed it. */

export interface CompanyBlockTable {
  id: string
  company_id: string
  caller: Json<CallerPattern>
  note: Generated<string>
  created_at: Instant
  created_by: string
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
  forwards_outside: GeneratedAlways<boolean>
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

export interface CallHandlingTables {
  company_block: CompanyBlockTable
  emergency_call: EmergencyCallTable
  call_settings: CallSettingsTable
  call_setting_change: CallSettingChangeTable
}

import type { ColumnType, Generated } from 'kysely'
import type { Tariff } from '#domain/call-limits/costs.ts'
import type { SomeLimits } from '#domain/call-limits/limits.ts'
import type { Instant, Json, MaybeInstant } from './column-types.ts'

/** What may be called outside, what it has come to, and signs of fraud. */

export interface CallLimitTable {
  company_id: string
  by_provider: ColumnType<SomeLimits, string | undefined, string>
  by_administrator: Json<SomeLimits>
  changed_at: Instant
  tariff: ColumnType<Tariff, string | undefined, string>
}

export interface LineCallLimitTable {
  line_id: string
  company_id: string
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
  set_up_price: Generated<number>
  minute_price: Generated<number>
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
  millicents: Generated<string>
  let_go_seconds: Generated<number>
  let_go_millicents: Generated<string>
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
  id: Generated<string>
  settled_at: MaybeInstant
}

export interface LineCallPermissionTable {
  line_id: string
  company_id: string
  allowed: string[]
  changed_at: Instant
  changed_by: string
}

export interface CallLimitsTables {
  line_call_permission: LineCallPermissionTable
  call_limit: CallLimitTable
  line_call_limit: LineCallLimitTable
  outside_leg: OutsideLegTable
  outside_use: OutsideUseTable
  call_hold: CallHoldTable
  call_alarm: CallAlarmTable
}

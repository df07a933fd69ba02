import type { Generated } from 'kysely'
import type { Destination } from '#domain/call-handling/settings.ts'
import type { ServiceAction, ServiceName } from '#domain/dial-plan/service-codes.ts'
import type { Instant, Json, MaybeInstant } from './column-types.ts'

/** Short codes, service codes, extensions. */

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

export interface DialPlanTables {
  short_code: ShortCodeTable
  renumbering: RenumberingTable
  service_code_default: ServiceCodeDefaultTable
  service_code: ServiceCodeTable
}

import type { Selectable } from 'kysely'
import type { Instant, MaybeInstant } from './column-types.ts'

/** A line's devices. */

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

export interface PhonesTables {
  device: DeviceTable
}

export type DeviceRow = Selectable<DeviceTable>

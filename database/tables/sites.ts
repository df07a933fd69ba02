import type { Generated } from 'kysely'
import type { TimeZone } from '#domain/time-zone.ts'

/** Where the company is, and where its emergency calls come from. */

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
  /** A name of the IANA tz database (domain/time-zone.ts). */
  time_zone: Generated<TimeZone>
}

export interface SitesTables {
  site: SiteTable
}

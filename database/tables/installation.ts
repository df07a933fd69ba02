import type { Generated } from 'kysely'
import type { Instant } from './column-types.ts'

/** What belongs to the installation rather than to a company. */

export interface InstallationFactTable {
  name: string
  value: string
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

export interface InstallationTables {
  installation_fact: InstallationFactTable
  trunk: TrunkTable
}
